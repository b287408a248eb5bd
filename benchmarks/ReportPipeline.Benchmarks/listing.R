# Writes a listing of adverse events with officer and flextable, the way their manuals do, and prints seconds and peak memory in MB.
arguments <- commandArgs(trailingOnly = TRUE)
suppressPackageStartupMessages({
  library(officer)
  library(flextable)
})
events <- read.csv(arguments[1], colClasses = "character")
seconds <- system.time({
  table <- flextable(events)
  table <- theme_booktabs(table)
  table <- set_table_properties(table, layout = "fixed")
  document <- read_docx()
  document <- body_add_par(document, "Adverse events", style = "heading 1")
  document <- body_add_flextable(document, table)
  print(document, target = arguments[2])
})[["elapsed"]]
# High-water mark of the process, from Linux.
peak <- as.numeric(sub("\\D*(\\d+).*", "\\1", grep("^VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
cat(seconds, peak, "\n")
