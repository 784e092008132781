"""Submitted files → what a reader saw in them, from a process that can do nothing else."""
