# Propensity weighting: the stacked estimating equations of the logistic model and the two weighted means, their Jacobian by
# complex steps (exact to rounding), the sandwich by its definition.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

set.seed(11)
n <- 60
age <- round(rnorm(n, 52, 11)) - 52
oxygen <- round(rnorm(n, 90, 4)) - 90
z <- rbinom(n, 1, plogis(0.3 + 0.04 * age - 0.1 * oxygen))
y <- round(10 + 2 * z + 0.2 * age + rnorm(n, 0, 3), 1)
died <- rbinom(n, 1, plogis(-0.5 - 0.8 * z + 0.03 * age))
x <- cbind(1, age, oxygen)
gamma <- glm.fit(x, z, family = binomial(), control = glm.control(epsilon = 1e-15, maxit = 100))$coefficients

weight <- list(
  ipw = function(e) ifelse(z == 1, 1 / e, 1 / (1 - e)),
  stabilised = function(e) ifelse(z == 1, mean(z) / e, (1 - mean(z)) / (1 - e)),
  overlap = function(e) ifelse(z == 1, 1 - e, e))
expit <- function(eta) 1 / (1 + exp(-eta))
e <- expit(as.vector(x %*% gamma))

difference <- function(kind, outcome) {
  w <- weight[[kind]](e)
  means <- c(sum((w * outcome)[z == 1]) / sum(w[z == 1]), sum((w * outcome)[z == 0]) / sum(w[z == 0]))
  equations <- function(theta) {
    score <- expit(as.vector(x %*% theta[1:3])); v <- weight[[kind]](score)
    cbind(x * (z - score), v * z * (outcome - theta[4]), v * (1 - z) * (outcome - theta[5]))
  }
  theta <- c(gamma, means)
  jacobian <- sapply(1:5, function(j) { step <- as.complex(theta); step[j] <- step[j] + 1e-30i; Im(colSums(equations(step))) / 1e-30 })
  bread <- solve(jacobian)
  v <- bread %*% crossprod(equations(theta)) %*% t(bread)
  contrast <- c(0, 0, 0, 1, -1)
  error <- sqrt(as.numeric(contrast %*% v %*% contrast)); d <- means[1] - means[2]
  c(means, sqrt(v[4, 4]), sqrt(v[5, 5]), d, error, 2 * pnorm(-abs(d / error)), d + c(-1, 1) * qnorm(0.975) * error)
}
kinds <- names(weight)
size <- function(w, arm) sum(w[z == arm])^2 / sum(w[z == arm]^2)
balance <- function(kind, v, unit) {
  w <- weight[[kind]](e)
  after <- (weighted.mean(v[z == 1], w[z == 1]) - weighted.mean(v[z == 0], w[z == 0])) / unit
  # Overlap weights balance exactly: what is left is rounding.
  c((mean(v[z == 1]) - mean(v[z == 0])) / unit, if (abs(after) < 1e-12) 0 else after)
}
p <- tapply(died, z, mean)

write_reference(list(
  age = age, oxygen = oxygen, z = z, y = y, died = died, scores = e,
  means = t(sapply(kinds, difference, y)), risks = t(sapply(kinds, difference, died)),
  effectiveSize = t(sapply(kinds, function(k) c(size(weight[[k]](e), 1), size(weight[[k]](e), 0)))),
  balanceAge = t(sapply(kinds, balance, age, sqrt((var(age[z == 1]) + var(age[z == 0])) / 2))),
  balanceDied = t(sapply(kinds, balance, died, sqrt(sum(p * (1 - p)) / 2)))
))
