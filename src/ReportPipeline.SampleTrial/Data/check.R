# Recomputes every published figure from the CSV files alone. Run in this folder after reconstruct.R: Rscript check.R
suppressPackageStartupMessages(library(survival))
read <- function(f) read.csv(f, comment.char = "#", colClasses = "character", encoding = "UTF-8")
s <- read("subjects.csv"); o <- read("observations.csv"); ae <- read("adverseevents.csv"); tr <- read("treatments.csv"); ad <- read("administrations.csv")
row.names(s) <- s$subject
msc <- s$arm == "MSC"; age <- as.numeric(s$age); died <- s$deathDate != ""
day <- function(date, subject) { d <- as.integer(as.Date(date) - as.Date(s[subject, "enrolmentDate"])); ifelse(d >= 0, d + 1, d) }
time <- day(s$lastContactDate, s$subject)
say <- function(what, ...) cat(sprintf("%-34s", what), ..., "\n")
fisher <- function(a, n, b, m) fisher.test(matrix(c(a, n - a, b, m - b), 2))$p.value
f2x2 <- function(what, yes, group = msc) say(what, sprintf("%d/%d v %d/%d", sum(yes & group), sum(group), sum(yes & !group), sum(!group)),
  "Fisher", sprintf("%.6f", fisher(sum(yes & group), sum(group), sum(yes & !group), sum(!group))))
pps <- s$violatedCriterion == ""

print(table(s$site, s$severity, s$arm))
f2x2("survival, FAS", !died)
say("survival, PPS", sum(!died & msc & pps), sum(msc & pps), sum(!died & !msc & pps), sum(!msc & pps), sprintf("%.6f", fisher(sum(!died & msc & pps), sum(msc & pps), sum(!died & !msc), sum(!msc))))
chi <- function(yes) sprintf("%.6f", chisq.test(table(yes, msc), correct = FALSE)$p.value)
say("male", sum(s$sex == "male" & msc), sum(s$sex == "male" & !msc), chi(s$sex == "male"))
say("severe", sum(s$severity == "SEVERE" & msc), sum(s$severity == "SEVERE" & !msc), chi(s$severity == "SEVERE"))
for (g in c(TRUE, FALSE)) say("age", sprintf("%.2f %.2f %.1f sum %d", mean(age[msc == g]), sd(age[msc == g]), median(age[msc == g]), sum(age[msc == g])))
ct <- o[o$parameter == "CT_CHANGE", ]; ctm <- s[ct$subject, "arm"] == "MSC"
f2x2("CT improved", ct$value == "IMPROVED", ctm)
f2x2("any adverse event", s$subject %in% ae$subject)
for (term in unique(ae$term)) f2x2(term, s$subject %in% ae$subject[ae$term == term])
for (term in unique(ae$category)) f2x2(term, s$subject %in% ae$subject[ae$category == term])
print(table(s[ae$subject, "arm"], ae$grade)); print(ae[ae$grade == "5", ]); print(s[died, c(1:9, 11)])
cox <- function(which, ...) { d <- data.frame(time, died, arm = as.numeric(msc), male = as.numeric(s$sex == "male"), age)[which, ]
  r <- function(f) { m <- suppressWarnings(summary(coxph(f, d, ties = "breslow"))); sprintf("HR %.4f (%.4f-%.4f) P %.5f", m$conf.int[1, 1], m$conf.int[1, 3], m$conf.int[1, 4], m$coef[1, 5]) }
  say(..., r(Surv(time, died) ~ arm), "| adjusted", r(Surv(time, died) ~ arm + male + age)) }
crit <- s$severity == "CRITICAL"
cox(crit, "Cox critical FAS"); cox(crit & pps, "Cox critical PPS"); cox(!crit, "Cox severe FAS")
print(summary(survfit(Surv(time, died) ~ msc))); print(survdiff(Surv(time, died) ~ msc)$pvalue)
two <- function(what, x, y) say(what, sprintf("n %d %d  %.2f ± %.2f  %.2f ± %.2f  rank-sum %.5f", length(x), length(y), mean(x), sd(x), mean(y), sd(y), wilcox.test(x, y, exact = FALSE, correct = TRUE)$p.value))
for (p in c("IMPROVEMENT", "VIRUS_NEGATIVE")) { r <- o[o$parameter == p, ]; d <- day(r$date, r$subject); g <- s[r$subject, "arm"] == "MSC"; two(p, d[g], d[!g]) }
for (p in c("HOSPITAL_STAY", "ICU_STAY")) { r <- o[o$parameter == p, ]; d <- as.integer(as.Date(r$endDate) - as.Date(r$date)); g <- s[r$subject, "arm"] == "MSC"; two(p, d[g], d[!g]) }
for (p in c("CRP", "IL6", "FIO2", "SAO2", "SPO2", "PAO2")) { r <- o[o$parameter == p & o$value != "" & s[o$subject, "arm"] == "MSC", ]; two(p, as.numeric(r$value[r$visit == "baseline"]), as.numeric(r$value[r$visit == "day-7"])) }
visits <- c("baseline", "day-1", "day-3", "day-5", "day-7", "day-14", "day-30")
for (p in c("DYSPNOEA", "COUGH", "FEVER", "SORE_THROAT", "DIARRHOEA", "CHEST_TIGHTNESS")) for (v in visits) {
  r <- o[o$parameter == p & o$visit == v & o$value != "", ]; g <- s[r$subject, "arm"] == "MSC"; y <- r$value == "PRESENT"
  m <- rbind(table(factor(y[g], c(TRUE, FALSE))), table(factor(y[!g], c(TRUE, FALSE)))); ex <- outer(rowSums(m), colSums(m)) / sum(m)
  pv <- if (all(ex >= 5)) chisq.test(m, correct = FALSE)$p.value else fisher.test(m)$p.value
  say(paste(p, v), sprintf("%d/%d v %d/%d %s %.4f", m[1, 1], sum(m[1, ]), m[2, 1], sum(m[2, ]), if (all(ex >= 5)) "chi-square" else "Fisher", pv)) }
for (c in unique(tr$class)) { y <- s$subject %in% tr$subject[tr$class == c]; n <- function(a, k) sum(y & s$arm == a & s$severity == k)
  q <- c(n("MSC", "SEVERE"), n("MSC", "CRITICAL"), n("CONTROL", "SEVERE"), n("CONTROL", "CRITICAL"))
  say(c, q, sprintf("%.5f %.5f %.5f", fisher(q[1], 16, q[2], 10), fisher(q[3], 10, q[4], 8), fisher(q[1] + q[2], 26, q[3] + q[4], 18))) }
for (p in c("SHOCK", "ORGAN_FAILURE", "HX_HYPERTENSION", "HX_DIABETES", "HX_CARDIAC", "HX_LUNG")) { r <- o[o$parameter == p, ]; f2x2(p, r$value == "PRESENT", s[r$subject, "arm"] == "MSC") }
r <- o[o$parameter == "RESP_SUPPORT", ]; tt <- table(r$value, s[r$subject, "arm"]); print(tt); say("support r x c", fisher.test(tt)$p.value)
v <- (as.numeric(ad$firstDropsPerMinute) * 15 + as.numeric(ad$mainDropsPerMinute) * 120) / 20; say("rate x time, mL", range(v), "against", unique(ad$volumeMillilitres))
print(table(ad$status, ad$treatment)); print(s[s$violatedCriterion != "", c(1:8, 11, 12)])
# Consistency: nothing is dated after death or after the last contact, and no symptom after recovery.
late <- o[o$date > s[o$subject, "lastContactDate"], ]; say("records after last contact", nrow(late))
rec <- o[o$parameter == "IMPROVEMENT", ]; sy <- o[o$value == "PRESENT" & o$parameter %in% c("DYSPNOEA", "COUGH", "FEVER", "SORE_THROAT", "DIARRHOEA", "CHEST_TIGHTNESS"), ]
sy <- merge(sy, rec[, c("subject", "date")], by = "subject"); say("symptoms after recovery", sum(sy$date.x >= sy$date.y))
say("age fits birth date", all(floor(as.numeric(as.Date(s$enrolmentDate) - as.Date(s$birthDate)) / 365.2425) == age))
