//! What does not depend on rows is computed once.
