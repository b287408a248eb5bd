# Alpha-spending boundaries by an integration of its own: Simpson's rule with 4001 points over the continuation region of the
# score process, critical values by uniroot. The final crossing probabilities of one design are also taken from mvtnorm.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))
suppressPackageStartupMessages(library(mvtnorm))

points <- 4001
simpson <- function(low, high) {
  list(x = seq(low, high, length.out = points), w = c(1, rep(c(4, 2), (points - 3) / 2), 4, 1) * (high - low) / (points - 1) / 3)
}

boundaries <- function(t, alpha, spend, sides) {
  spent <- spend(t, alpha / sides); increments <- diff(c(0, spent)); z <- numeric()
  for (k in seq_along(t)) {
    above <- if (k == 1) function(c) pnorm(c, lower.tail = FALSE)
      else function(c) sum(mass * pnorm((c * sqrt(t[k]) - at) / sqrt(t[k] - t[k - 1]), lower.tail = FALSE))
    z[k] <- uniroot(function(c) log(above(c)) - log(increments[k]), c(0, 20), tol = 1e-15)$root
    if (k < length(t)) {
      low <- if (sides == 2) -z[k] else -9
      grid <- simpson(low * sqrt(t[k]), z[k] * sqrt(t[k]))
      density <- if (k == 1) dnorm(grid$x, 0, sqrt(t[1]))
        else sapply(grid$x, function(b) sum(mass * dnorm(b - at, 0, sqrt(t[k] - t[k - 1]))))
      at <- grid$x; mass <- grid$w * density
    }
  }
  z
}

obf <- function(t, a) 2 * pnorm(qnorm(a / 2) / sqrt(t))
pocock <- function(t, a) a * log(1 + (exp(1) - 1) * t)
power <- function(rho) function(t, a) a * t^rho

five <- (1:5) / 5
uneven <- c(0.31, 0.5, 0.83, 1)
obf_five <- boundaries(five, 0.05, obf, 2)

# Power of the first three looks by mvtnorm (Miwa's algorithm), drift 3: P(|Z| < c at all three).
correlation <- outer(five[1:3], five[1:3], function(a, b) sqrt(pmin(a, b) / pmax(a, b)))
stay <- pmvnorm(-obf_five[1:3], obf_five[1:3], mean = 3 * sqrt(five[1:3]), corr = correlation, algorithm = Miwa(steps = 4097))

write_reference(list(
  five = five, uneven = uneven,
  obfTwo = boundaries(c(0.5, 1), 0.05, obf, 2), obfFive = obf_five, obfUneven = boundaries(uneven, 0.05, obf, 2),
  pocockFive = boundaries(five, 0.05, pocock, 2), pocockUneven = boundaries(uneven, 0.05, pocock, 2),
  powerFive = boundaries(five, 0.05, power(3), 2), powerUneven = boundaries(uneven, 0.01, power(1.5), 2),
  obfOneSided = boundaries(uneven, 0.025, obf, 1), pocockOneSided = boundaries(five, 0.05, pocock, 1),
  stayThree = as.numeric(stay)
))
