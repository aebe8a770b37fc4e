"""CSV, TSV, XLSX and Parquet: tables with one row per tenure."""
