"""CSV, TSV, XLSX and Parquet: tables with a row a tenure."""
