# The 44 subjects: rows 1-16 experimental severe, 17-26 experimental critical, 27-36 control severe, 37-44 control
# critical. Deaths: rows 17, 18, 27, 28, 37-40 (two of 26 and six of 18).

build_subjects <- function() {
  found <- find_critical(restarts = 20, iterations = 5000)$state
  age_e <- complete_ages(found$age[1:10], 16, 1516, 12.49, 57.5)
  age_c <- complete_ages(found$age[11:18], 10, 1100, 11.03, 64)
  male_e <- 17 - sum(found$sex[1:10]); male_c <- 13 - sum(found$sex[11:18])
  sex <- c(sample(rep(1:0, c(male_e, 16 - male_e))), found$sex[1:10],
           sample(rep(1:0, c(male_c, 10 - male_c))), found$sex[11:18])
  s <- data.frame(row = 1:44,
    arm = rep(c("experimental", "control"), c(26, 18)),
    severity = rep(c("severe", "critical", "severe", "critical"), c(16, 10, 10, 8)),
    sex = ifelse(sex == 1, "male", "female"),
    age = c(sample(age_e), found$age[1:10], sample(age_c), found$age[11:18]))
  s$deathDay <- NA
  s$deathDay[c(17, 18, 27, 28, 37:40)] <- c(8, 10, 5, 9, 6, 6, 10, 13)
  # Zhejiang: 6 severe (4 experimental) and 2 critical (1 experimental); no death there.
  s$site <- "renmin-wuhan"
  s$site[c(sample(1:16, 4), sample(19:26, 1), sample(29:36, 2), sample(41:44, 1))] <- "first-affiliated-zhejiang"
  s$enrolment <- as.Date("2020-01-26") + sort(sample(0:62, 44))[sample(44)]
  s$lot <- ""
  s$lot[1:26] <- sample(rep(c("SC0100919001", "SC0100919004", "SC0100919005"), c(9, 9, 8)))
  # Both violations are experimental: the dead subject of row 18 by the ninth criterion, decided after entry, and a survivor.
  survivor <- which(s$arm == "experimental" & s$severity == "severe" & s$site == "renmin-wuhan")[3]
  s$violatedCriterion <- NA; s$violationDay <- NA
  s$violatedCriterion[c(18, survivor)] <- c(9, 3)
  s$violationDay[c(18, survivor)] <- c(6, -1)
  number_subjects(s)
}

number_subjects <- function(s) {
  order_in_site <- ave(as.numeric(s$enrolment), s$site, FUN = function(d) rank(d))
  s$subject <- sprintf("%s-%03d", ifelse(s$site == "renmin-wuhan", "RM", "ZJ"), as.integer(order_in_site))
  s
}

# Invented people. Telephone numbers begin with an unassigned block; the streets do not exist.
surnames <- c("\u674e" = "Li", "\u738b" = "Wang", "\u5f20" = "Zhang", "\u5218" = "Liu", "\u9648" = "Chen", "\u6768" = "Yang",
  "\u8d75" = "Zhao", "\u9ec4" = "Huang", "\u5468" = "Zhou", "\u5434" = "Wu", "\u5f90" = "Xu", "\u5b59" = "Sun")
given <- c("\u793a\u660e" = "Shiming", "\u8bd5\u534e" = "Shihua", "\u865a\u8fdc" = "Xuyuan", "\u4f8b\u82b3" = "Lifang",
  "\u5047\u5b89" = "Jia'an", "\u6837\u5b81" = "Yangning", "\u6a21\u5e73" = "Moping", "\u62df\u96ea" = "Nixue",
  "\u6784\u65b0" = "Gouxin", "\u5408\u6210" = "Hecheng", "\u9020\u7389" = "Zaoyu")

identities <- function(s) {
  i <- seq_len(nrow(s)) - 1
  s$family <- names(surnames)[i %% 12 + 1]; s$familyPinyin <- unname(surnames)[i %% 12 + 1]
  s$given <- names(given)[i %% 11 + 1]; s$givenPinyin <- unname(given)[i %% 11 + 1]
  birthday <- as.Date(paste0(format(s$enrolment, "%Y"), format(s$enrolment - sample(20:340, nrow(s), TRUE), "-%m-%d")))
  late <- birthday > s$enrolment
  year <- as.integer(format(s$enrolment, "%Y")) - s$age - ifelse(late, 1L, 0L)
  s$birthDate <- paste0(year, sub("02-29", "02-28", format(birthday, "-%m-%d"), fixed = TRUE))
  s$medicalRecordNumber <- sprintf("SYN%s%05d", substr(s$subject, 1, 2), 70000 + i * 137)
  s$phone <- sprintf("+86 100 0000 %04d", 1000 + i * 53)
  s$address <- sprintf("%s\u865a\u6784\u8def%d\u53f7", ifelse(s$site == "renmin-wuhan", "\u6b66\u6c49\u5e02", "\u676d\u5dde\u5e02"), 11 + i * 3)
  s
}
