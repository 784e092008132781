"""Rules as code: expressions compiled to CEL, tables looked up, forms judged with three outcomes."""
