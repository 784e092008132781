"""The regulation as typed, frozen values: articles, figures, rules, forms, and what comes back."""
