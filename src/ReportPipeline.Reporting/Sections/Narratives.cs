using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>One paragraph per subject with a serious event or a death, put together from result rows and nothing else.</summary>
internal static class Narratives
{
    public static IEnumerable<Block> Write(ReportContext context, ImmutableArray<SeriousEvent> events, ImmutableArray<DeathRecord> deaths)
    {
        SeriousWords words = context.Vocabulary.Serious;
        yield return new Heading(3, words.NarrativesHeading, "narratives");
        yield return Paragraph.Body(words.NarrativesText);
        ResultPrinter printer = context.NewPrinter();
        IEnumerable<(ReportGroup Arm, string Subject)> subjects = events.Select(item => (item.Arm, item.Subject))
            .Concat(deaths.Select(death => (death.Arm, death.Subject))).Distinct()
            .OrderBy(item => context.Arms.IndexOf(item.Arm)).ThenBy(item => item.Subject, StringComparer.Ordinal);
        foreach ((ReportGroup arm, string subject) in subjects)
        {
            string profile = ResultPrinter.Id(SubjectProfiles.AnalysisId, context.Protocol.AnalysisSets[0].Id, arm.Code, subject);
            yield return Paragraph.Body(
            [
                .. Who(context, printer, arm, subject, profile),
                .. Doses(context, printer, profile),
                .. events.Where(item => item.Subject == subject).SelectMany(item => Event(context, printer, item)),
                .. End(context, printer, profile, deaths.FirstOrDefault(death => death.Subject == subject)),
            ]);
        }

        foreach (ImmutableArray<Inline> note in printer.Footnotes())
        {
            yield return new Paragraph(ParagraphKind.Note, note);
        }
    }

    private static ImmutableArray<Inline> Who(ReportContext context, ResultPrinter printer, ReportGroup arm, string subject, string profile)
    {
        string Trait(string name) => ResultPrinter.Id(profile, name, SubjectProfiles.Value);
        TableWords tables = context.Vocabulary.Tables;
        ImmutableArray<Inline> strata = [.. context.Protocol.SubjectLevel.Strata.SelectMany((stratum, index) => (Inline[])
            [.. index > 0 ? (Inline[])[tables.Enumeration] : [], printer.Coded(Trait(stratum), value => Sentence.Inside(context.ValueLabel(stratum, value)))])];
        ImmutableArray<Inline> line = Sentence.Fill(context.Vocabulary.Serious.NarrativeWho,
            new Words(subject, Emphasis.Strong), arm.Label,
            printer.Coded(Trait(SubjectProfiles.Sex), code => Sentence.Inside(code switch { "MALE" => tables.Male, "FEMALE" => tables.Female, _ => context.Vocabulary.Serious.OutcomeUnknown })),
            printer.Count(Trait(SubjectProfiles.Age)), Marker);
        return [.. line.SelectMany(piece => piece == Marker ? strata : [piece])];
    }

    private static readonly Inline Marker = new Words("{strata}");

    private static ImmutableArray<Inline> Doses(ReportContext context, ResultPrinter printer, string profile)
    {
        SeriousWords words = context.Vocabulary.Serious;
        List<Inline> list = [];
        string? running = null;
        for (int dose = 1; printer.Exists(Id(dose, SubjectProfiles.Treatment)); dose++)
        {
            string? treatment = CodeOf(Id(dose, SubjectProfiles.Treatment)), status = CodeOf(Id(dose, SubjectProfiles.Status));
            string template = status switch
            {
                "PARTIAL" => words.NarrativePartial,
                "NOT_GIVEN" => words.NarrativeNotGiven,
                _ => words.NarrativeDose,
            };
            if (treatment != running)
            {
                list.AddRange(running is null ? [] : [context.Vocabulary.Tables.ListSeparator]);
                list.AddRange(Sentence.Fill(words.NarrativeTreatment, printer.Coded(Id(dose, SubjectProfiles.Treatment), code => CodeLabels.Treatment(context, code) ?? code)));
            }
            else
            {
                list.Add(context.Vocabulary.Tables.Enumeration);
            }

            running = treatment;
            list.AddRange(Sentence.Fill(template, printer.Count(Id(dose, SubjectProfiles.Day))));
        }

        return list.Count == 0
            ? [words.NarrativeNoDose]
            : [.. Sentence.Fill(words.NarrativeDoses, Marker).SelectMany(piece => piece == Marker ? list : [piece])];

        string? CodeOf(string id) => (context.Results.Find(id)?.Value as TextValue)?.Value;
        string Id(int dose, string statistic) => ResultPrinter.Id(profile, SubjectProfiles.Dose, dose.ToString(CultureInfo.InvariantCulture), statistic);
    }

    private static ImmutableArray<Inline> Event(ReportContext context, ResultPrinter printer, SeriousEvent item)
    {
        SeriousWords words = context.Vocabulary.Serious;
        bool ended = printer.ValueOf(item.Id(SeriousEvents.Resolved)) is not null;
        ImmutableArray<Inline> end = ended ? [printer.Count(item.Id(SeriousEvents.Resolved))] : [];
        return Sentence.Fill(ended ? words.NarrativeEvent : words.NarrativeOpenEvent,
        [
            SeriousListings.Term(context, printer, item),
            printer.Count(item.Id(SeriousEvents.Grade)),
            printer.Count(item.Id(SeriousEvents.Onset)),
            .. end,
            SeriousListings.Relatedness(context, printer, item),
            SeriousListings.Outcome(context, printer, item),
        ]);
    }

    private static ImmutableArray<Inline> End(ReportContext context, ResultPrinter printer, string profile, DeathRecord? death)
    {
        SeriousWords words = context.Vocabulary.Serious;
        if (death is not null)
        {
            return Sentence.Fill(words.NarrativeDeath, printer.Count(death.Id(Deaths.Day)), printer.Count(death.Id(Deaths.SinceLastDose)));
        }

        string end = ResultPrinter.Id(profile, SubjectProfiles.End);
        bool completed = context.Results.Find(ResultPrinter.Id(end, SubjectProfiles.Outcome))?.Value is TextValue { Value: "COMPLETED" };
        return Sentence.Fill(completed ? words.NarrativeCompleted : words.NarrativeLost, printer.Count(ResultPrinter.Id(end, SubjectProfiles.Day)));
    }
}
