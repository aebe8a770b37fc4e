"""Query results, lists of holders and QuickStatements."""
