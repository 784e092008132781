"""The same policy as pages, forms and schemas; renderers are pure: one model gives the same bytes."""
