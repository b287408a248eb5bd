# Sourced by the scripts below: writes a named list of numbers, vectors and matrices with 17 significant digits.
# Call: Rscript <script>.R [output file]; without a file the stored JSON beside the script is replaced.
suppressPackageStartupMessages(library(jsonlite))

script_path <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])

write_reference <- function(values) {
  arguments <- commandArgs(TRUE)
  target <- if (length(arguments) > 0) arguments[1] else sub("\\.R$", ".json", script_path)
  values$madeWith <- R.version.string
  text <- toJSON(values, digits = I(17), auto_unbox = TRUE, pretty = TRUE, matrix = "rowmajor", na = "null")
  writeLines(text, target)
}
