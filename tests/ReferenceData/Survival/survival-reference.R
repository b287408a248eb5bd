# Recomputes tests/ReferenceData/Survival/survival-reference.json:
#   Rscript survival-reference.R survival-reference.json
# R 4.2.2 with survival 3.5, cmprsk 2.2 (Debian: r-base-core r-cran-survival r-cran-cmprsk).
# gehan, lung and ovarian are published data (survival::lung and ::ovarian without rows that miss a column used here; Gehan
# 1965 by pair); tied.csv is made up. Where R has no function, the defining equation is written out below and solved.
suppressPackageStartupMessages({ library(survival); library(cmprsk) })
script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
read <- function(name) read.csv(file.path(dirname(script), paste0(name, ".csv")))
gehan <- read("gehan"); lung <- read("lung"); ovarian <- read("ovarian"); tied <- read("tied")
tight <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 100)
out <- list()
put <- function(name, value) out[[name]] <<- as.numeric(value)

# ---- Kaplan-Meier: survfit ------------------------------------------------------------------------------------------
km <- function(name, time, event, group) for (g in sort(unique(group))) {
  rows <- group == g
  for (type in c("log-log", "log", "plain", "arcsin")) {
    fit <- survfit(Surv(time[rows], event[rows]) ~ 1, conf.type = type)
    key <- paste("km", name, g, type, sep = ".")
    put(paste0(key, ".lower"), fit$lower); put(paste0(key, ".upper"), fit$upper)
    put(paste0(key, ".median"), summary(fit)$table[c("median", "0.95LCL", "0.95UCL")])
  }
  key <- paste("km", name, g, sep = ".")
  put(paste0(key, ".time"), fit$time); put(paste0(key, ".atRisk"), fit$n.risk)
  put(paste0(key, ".events"), fit$n.event); put(paste0(key, ".censored"), fit$n.censor)
  put(paste0(key, ".survival"), fit$surv); put(paste0(key, ".error"), fit$surv * fit$std.err)
  reverse <- survfit(Surv(time[rows], 1 - event[rows]) ~ 1, conf.type = "log-log")
  put(paste0(key, ".followUp"), summary(reverse)$table[c("median", "0.95LCL", "0.95UCL")])
}
km("gehan", gehan$time, gehan$event, gehan$treated)
km("lung", lung$time, lung$event, lung$sex)
km("tied", tied$time, tied$cause > 0, tied$group)

# ---- Log-rank family: survdiff where it has the weight, the sums written out elsewhere -------------------------------
weighted <- function(time, event, group, stratum, weight) {
  groups <- sort(unique(group)); k <- length(groups)
  score <- numeric(k); variance <- matrix(0, k, k)
  for (s in unique(stratum)) {
    survival <- 1; peto <- 1
    for (t in sort(unique(time[stratum == s & event == 1]))) {
      n <- sum(stratum == s & time >= t); d <- sum(stratum == s & time == t & event == 1)
      ng <- sapply(groups, function(g) sum(stratum == s & time >= t & group == g))
      dg <- sapply(groups, function(g) sum(stratum == s & time == t & event == 1 & group == g))
      peto <- peto * (1 - d / (n + 1))
      w <- weight(n, survival, peto)
      score <- score + w * (dg - d * ng / n)
      if (n > 1) variance <- variance + w^2 * d * (n - d) / (n - 1) * (diag(ng / n) - outer(ng, ng) / n^2)
      survival <- survival * (1 - d / n)
    }
  }
  chi <- drop(score[-k] %*% solve(variance[-k, -k, drop = FALSE], score[-k]))
  c(chi, k - 1, pchisq(chi, k - 1, lower.tail = FALSE))
}
lr <- function(name, time, event, group, stratum = rep(1, length(time))) {
  for (rho in 0:1) {
    fit <- survdiff(Surv(time, event) ~ group + strata(stratum), rho = rho)
      df <- length(unique(group)) - 1
    key <- paste0("lr.", name, c(".logrank", ".fh10")[rho + 1])
    put(key, c(fit$chisq, df, pchisq(fit$chisq, df, lower.tail = FALSE)))
    put(paste0(key, ".observed"), rowSums(as.matrix(fit$obs))); put(paste0(key, ".expected"), rowSums(as.matrix(fit$exp)))
  }
  weights <- list(gehan = function(n, s, p) n, taroneWare = function(n, s, p) sqrt(n), peto = function(n, s, p) p,
                  fh01 = function(n, s, p) 1 - s, fhHalfTwo = function(n, s, p) sqrt(s) * (1 - s)^2)
  for (w in names(weights)) put(paste("lr", name, w, sep = "."), weighted(time, event, group, stratum, weights[[w]]))
}
lr("gehan", gehan$time, gehan$event, gehan$treated)
lr("lung", lung$time, lung$event, lung$sex)
lr("ovarian", ovarian$time, ovarian$event, ovarian$rx)
lr("tied", tied$time, tied$cause > 0, tied$group)
lr("tiedStratified", tied$time, tied$cause > 0, tied$group, tied$stratum)

# ---- Cox: coxph converged to 1e-12 -----------------------------------------------------------------------------------
cox <- function(name, formula, data, ties, zph = ties != "exact", weighted = FALSE) {
  environment(formula) <- environment()
  fit <- if (weighted) coxph(formula, data, weights = weight, robust = TRUE, ties = ties, control = tight)
    else coxph(formula, data, ties = ties, control = tight)
  key <- paste("cox", name, ties, sep = ".")
  p <- length(coef(fit))
  put(paste0(key, ".beta"), coef(fit))
  put(paste0(key, ".error"), sqrt(diag(if (is.null(fit$naive.var)) fit$var else fit$naive.var)))
  put(paste0(key, ".loglik"), fit$loglik)
  put(paste0(key, ".tests"), c(2 * diff(fit$loglik), fit$score,
      drop(coef(fit) %*% solve(if (is.null(fit$naive.var)) fit$var else fit$naive.var, coef(fit)))))
  if (ties != "exact") {
    robust <- residuals(fit, type = "dfbeta", weighted = TRUE)
    put(paste0(key, ".robust"), sqrt(diag(crossprod(as.matrix(robust)))))
    put(paste0(key, ".robustWald"), drop(coef(fit) %*% solve(crossprod(as.matrix(robust)), coef(fit))))
  }
  if (zph) for (transform in c("km", "identity", "rank", "log"))
    put(paste0(key, ".zph.", transform), cox.zph(fit, transform = transform)$table[, "chisq"])
  if (!weighted) for (j in seq_len(p)) put(paste0(key, ".profile.", j), profileLimits(fit, formula, data, ties, j))
}
# The limits are the two roots of 2 (l(max) - l(max | beta_j = b)) = chi-square(0.95, 1), found with coxph and an offset.
profileLimits <- function(fit, formula, data, ties, j) {
  names <- names(coef(fit)); data$.fixed <- data[[names[j]]]
  rest <- update(formula, as.formula(paste(". ~ . -", names[j], "+ offset(.b * .fixed)")))
  target <- fit$loglik[2] - qchisq(0.95, 1) / 2
  excess <- function(b) {
    data$.b <- b
    environment(rest) <- environment()
    refit <- coxph(rest, data, ties = ties, control = tight)
    refit$loglik[length(refit$loglik)] - target
  }
  centre <- coef(fit)[j]; error <- sqrt(diag(fit$var))[j]
  c(uniroot(excess, centre + c(-6, 0) * error, tol = 1e-14, maxiter = 1000)$root,
    uniroot(excess, centre + c(0, 6) * error, tol = 1e-14, maxiter = 1000)$root)
}
for (ties in c("breslow", "efron", "exact")) {
  cox("gehan", Surv(time, event) ~ treated, gehan, ties)
  cox("lung", Surv(time, event) ~ sex + age, lung, ties)
  cox("ovarian", Surv(time, event) ~ rx + age, ovarian, ties)
  cox("tied", Surv(time, cause > 0) ~ arm + age + score, tied, ties)
  cox("tiedStratified", Surv(time, cause > 0) ~ arm + age + score + strata(stratum), tied, ties)
}
for (ties in c("breslow", "efron"))
  cox("tiedWeighted", Surv(time, cause > 0) ~ arm + age + score + strata(stratum), tied, ties, zph = FALSE,
      weighted = TRUE)

# ---- Firth: l(beta) + log|I(beta)| / 2 written out over the risk sets (Efron; no ties in the separated data) ------------
penalised <- function(time, event, x) {
  x <- as.matrix(x)
  function(beta) {
    theta <- exp(drop(x %*% beta)); value <- 0; information <- matrix(0, ncol(x), ncol(x))
    for (t in sort(unique(time[event == 1]))) {
      dead <- which(time == t & event == 1); risk <- time >= t; d <- length(dead)
      value <- value + sum(log(theta[dead]))
      for (l in seq_len(d) - 1) {
        w <- theta * risk; w[dead] <- w[dead] * (1 - l / d)
        value <- value - log(sum(w))
        m <- colSums(w * x) / sum(w)
        information <- information + crossprod(x, w * x) / sum(w) - outer(m, m)
      }
    }
    value + 0.5 * as.numeric(determinant(information)$modulus)
  }
}
derivative <- function(f, b, h = 1e-3) # eighth order
  (4/5 * (f(b + h) - f(b - h)) - 1/5 * (f(b + 2*h) - f(b - 2*h)) + 4/105 * (f(b + 3*h) - f(b - 3*h)) -
     1/280 * (f(b + 4*h) - f(b - 4*h))) / h
separated <- data.frame(time = c(5, 9, rep(30, 24)), event = c(1, 1, rep(0, 24)), treated = rep(0:1, c(10, 16)))
f <- penalised(separated$time, separated$event, separated$treated)
peak <- uniroot(function(b) derivative(f, b), c(-5, -0.5), tol = 1e-15)$root
excess <- function(b) f(b) - f(peak) + qchisq(0.95, 1) / 2
put("firth.separated", c(peak, uniroot(excess, c(-20, peak), tol = 1e-15)$root, uniroot(excess, c(peak, 5), tol = 1e-15)$root,
    pchisq(2 * (f(peak) - f(0)), 1, lower.tail = FALSE)))
plain <- suppressWarnings(coxph(Surv(time, event) ~ treated, separated, control = tight))
put("firth.separated.ordinary", c(pchisq(2 * diff(plain$loglik), 1, lower.tail = FALSE), pchisq(plain$score, 1, lower.tail = FALSE)))
# Two covariates, ties: coordinate-wise roots of the gradient until nothing moves.
f2 <- penalised(ovarian$time, ovarian$event, ovarian[, c("rx", "age")])
climb <- function(f, b, free) {
  for (i in 1:200) { before <- b
    for (j in free) b[j] <- uniroot(function(v) derivative(function(u) { b[j] <- u; f(b) }, v, c(0.05, 0.005)[j]),
                                    b[j] + c(-1, 1) * c(0.5, 0.05)[j], tol = 1e-15, extendInt = "yes")$root
    if (max(abs(b - before)) < 1e-13) break }
  b
}
b2 <- climb(f2, c(-0.8, 0.14), 1:2)
put("firth.ovarian.beta", b2)
put("firth.ovarian.penalised", f2(b2))
profile2 <- function(j, v) { b <- b2; b[j] <- v; f2(climb(f2, b, setdiff(1:2, j))) }
for (j in 1:2) {
  width <- c(4, 0.25)[j]
  edge <- function(v) profile2(j, v) - f2(b2) + qchisq(0.95, 1) / 2
  put(paste0("firth.ovarian.profile.", j), c(uniroot(edge, b2[j] + c(-width, 0), tol = 1e-13)$root,
                                             uniroot(edge, b2[j] + c(0, width), tol = 1e-13)$root))
  put(paste0("firth.ovarian.p.", j), pchisq(2 * (f2(b2) - profile2(j, 0)), 1, lower.tail = FALSE))
}

# ---- Restricted mean: survival:::survmean ------------------------------------------------------------------------------
rmst <- function(name, time, event, group, tau) for (g in sort(unique(group))) {
  rows <- group == g
  table <- summary(survfit(Surv(time[rows], event[rows]) ~ 1), rmean = tau)$table
  put(paste("rmst", name, g, tau, sep = "."), table[c("rmean", "se(rmean)")])
}
rmst("gehan", gehan$time, gehan$event, gehan$treated, 20)
rmst("lung", lung$time, lung$event, lung$sex, 365)
rmst("tied", tied$time, tied$cause > 0, tied$group, 9)

# ---- Cumulative incidence and Gray's test: cmprsk::cuminc --------------------------------------------------------------
for (rho in c(0, 1)) for (stratified in c(FALSE, TRUE)) {
  fit <- cuminc(tied$time, tied$cause, tied$group, strata = if (stratified) tied$stratum else rep(1, nrow(tied)), rho = rho)
  put(paste0("gray.tied.", rho, ifelse(stratified, ".stratified", "")), fit$Tests[, "stat"])
}
two <- subset(tied, group < 2)
put("gray.two.0", cuminc(two$time, two$cause, two$group)$Tests[, "stat"])
points <- timepoints(fit <- cuminc(tied$time, tied$cause, tied$group), c(2, 5, 8, 12))
for (curve in rownames(points$est)) {
  put(paste0("cuminc.tied.", gsub(" ", ".", curve), ".estimate"), points$est[curve, ])
  put(paste0("cuminc.tied.", gsub(" ", ".", curve), ".variance"), points$var[curve, ])
}
# The delta-method variance (Klein & Moeschberger 4.7.3), written out.
delta <- function(time, cause, k, at) sapply(at, function(t) {
  s <- sort(unique(time[cause > 0 & time <= t])); S <- 1; incidence <- 0; f <- numeric(); before <- numeric(); n <- d <- dk <- numeric()
  for (u in s) { nn <- sum(time >= u); dd <- sum(time == u & cause > 0); kk <- sum(time == u & cause == k)
    before <- c(before, S); incidence <- incidence + S * kk / nn; f <- c(f, incidence); S <- S * (1 - dd / nn)
    n <- c(n, nn); d <- c(d, dd); dk <- c(dk, kk) }
  gap <- incidence - f
  sum(ifelse(n > d, gap^2 * d / (n * (n - d)), 0)) + sum(before^2 * (n - dk) * dk / n^3) - 2 * sum(gap * before * dk / n^2)
})
for (g in 0:2) for (k in 1:2) put(paste0("cuminc.tied.", g, ".", k, ".delta"),
                                  with(subset(tied, group == g), delta(time, cause, k, c(2, 5, 8, 12))))

# jsonlite stops at 15 digits; 17 keep every double.
number <- function(v) ifelse(is.finite(v), sprintf("%.17g", v), '"NA"')
lines <- mapply(function(name, v) sprintf('  "%s": [%s]', name, paste(number(v), collapse = ", ")), names(out), out)
writeLines(c("{", paste0(lines, c(rep(",", length(lines) - 1), "")), "}"), commandArgs(trailingOnly = TRUE)[1])
