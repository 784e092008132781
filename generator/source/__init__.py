"""Reading the source: strict YAML in which every node keeps its place."""
