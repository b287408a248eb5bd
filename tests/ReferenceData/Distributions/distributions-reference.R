# Recomputes tests/ReferenceData/Distributions/normal-and-chi-squared.json:
#   Rscript distributions-reference.R normal-and-chi-squared.json
# R 4.2.2, base packages only. Grids are dyadic or short decimals so that both sides read the same doubles.

z <- seq(-37.5, 37.5, by = 0.625)
far <- c(40, 100, 1e4, 1e8)
p <- c(10^-(c(300, 200, 100, 50, 20, 10, 5)), 0.001, 0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.975, 0.999)
grid <- expand.grid(df = c(0.5, 1, 2, 3, 4, 7.5, 20, 100, 1000), ratio = c(0.01, 0.1, 0.5, 0.9, 1, 1.1, 2, 5, 20, 100))
grid$x <- grid$df * grid$ratio
grid <- subset(grid, x <= 1300)
quantiles <- expand.grid(df = c(1, 2, 3, 10, 50), p = c(1e-10, 0.001, 0.025, 0.3, 0.5, 0.7, 0.95, 0.975, 0.999))

reference <- list(
  z = z, upper = pnorm(z, lower.tail = FALSE), density = dnorm(z),
  farZ = far, logUpper = pnorm(far, lower.tail = FALSE, log.p = TRUE),
  p = p, quantile = qnorm(p),
  chiX = grid$x, chiDf = grid$df,
  chiUpper = pchisq(grid$x, grid$df, lower.tail = FALSE),
  chiLogUpper = pchisq(grid$x, grid$df, lower.tail = FALSE, log.p = TRUE),
  chiLower = pchisq(grid$x, grid$df),
  chiP = quantiles$p, chiQuantileDf = quantiles$df, chiQuantile = qchisq(quantiles$p, quantiles$df))
# jsonlite stops at 15 digits; 17 keep every double.
number <- function(v) ifelse(is.finite(v), sprintf("%.17g", v), '"NA"')
lines <- mapply(function(name, v) sprintf('  "%s": [%s]', name, paste(number(v), collapse = ", ")), names(reference), reference)
writeLines(c("{", paste0(lines, c(rep(",", length(lines) - 1), "")), "}"), commandArgs(trailingOnly = TRUE)[1])
