# Linear models and analysis of covariance: lm, drop1 (type III F), sandwich::vcovHC; adjusted means by their definition.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))
suppressPackageStartupMessages(library(sandwich))

set.seed(20240131)
n <- 44
arm <- rep(c("control", "treated"), c(18, 26))
site <- rep(c("A", "B", "C"), length.out = n)
age <- round(rnorm(n, 52, 11))
baseline <- round(rnorm(n, 38, 6), 1)
response <- round(20 + 3 * (arm == "treated") + 0.1 * age + 0.4 * baseline + 2 * (site == "B") + rnorm(n, 0, 3 + 2 * (arm == "treated")), 2)
fit <- lm(response ~ factor(arm) + factor(site) + age + baseline)
x <- model.matrix(fit)
tests <- drop1(fit, test = "F")

at <- rbind(control = c(1, 0, 1/3, 1/3, mean(age), mean(baseline)), treated = c(1, 1, 1/3, 1/3, mean(age), mean(baseline)))
means <- function(v) cbind(as.vector(at %*% coef(fit)), sqrt(diag(at %*% v %*% t(at))))
table_with <- function(v) {
  error <- sqrt(diag(v)); t <- coef(fit) / error
  unname(cbind(coef(fit), error, t, 2 * pt(-abs(t), fit$df.residual)))
}

write_reference(list(
  arm = arm, site = site, age = age, baseline = baseline, response = response,
  classical = table_with(vcov(fit)),
  HC0 = table_with(vcovHC(fit, "HC0")), HC1 = table_with(vcovHC(fit, "HC1")),
  HC2 = table_with(vcovHC(fit, "HC2")), HC3 = table_with(vcovHC(fit, "HC3")),
  interval = unname(confint(fit)["factor(arm)treated", ]),
  means = unname(means(vcov(fit))), meansHC3 = unname(means(vcovHC(fit, "HC3"))),
  termTests = unname(as.matrix(tests[2:5, c("Df", "F value", "Pr(>F)")])),
  fit = c(summary(fit)$sigma, summary(fit)$r.squared, deviance(fit), fit$df.residual)
))
