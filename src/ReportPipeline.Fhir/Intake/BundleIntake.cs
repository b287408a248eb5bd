using System.Security.Cryptography;
using System.Text.Unicode;
using ReportPipeline.Fhir.Facts;
using ReportPipeline.Fhir.Gate;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Parsing;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Intake;

/// <summary>
/// Judges bundles: pure, safe for use by several threads, and it throws on no body whatsoever. The same request always
/// gets the same result, so what was accepted can be read again from its bytes at any time.
/// </summary>
public sealed class BundleIntake
{
    private readonly BundleLimits _limits;
    private readonly TrialContext _trial;

    public BundleIntake(TrialProtocol protocol, PseudonymKey key, BundleLimits? limits = null)
    {
        _limits = limits ?? new BundleLimits();
        _trial = new TrialContext(protocol, new TrialCodes(protocol), key);
    }

    /// <summary>False for a site that the protocol in force does not have, whatever an earlier one had.</summary>
    public bool Knows(SiteId site) => _trial.Protocol.FindSite(site) is not null;

    /// <exception cref="ArgumentException">The protocol has no such site: the caller authenticates before it asks.</exception>
    public IntakeResult Examine(IntakeRequest request) => Examine(request, readsFacts: true);

    /// <summary>
    /// The same judgement without the facts, for an answer to the sender: the pseudonyms of facts, a keyed hash for every entry, are not made.
    /// </summary>
    /// <exception cref="ArgumentException">The protocol has no such site: the caller authenticates before it asks.</exception>
    public IntakeResult Judge(IntakeRequest request) => Examine(request, readsFacts: false);

    private IntakeResult Examine(IntakeRequest request, bool readsFacts)
    {
        var site = _trial.Protocol.FindSite(request.Site)
            ?? throw new ArgumentException("The protocol has no such site.", nameof(request));
        var issues = new IssueList(_limits.Issues);
        var examination = new Examination(_trial, site, request, Convert.ToHexStringLower(SHA256.HashData(request.Body.Span))) { ReadsFacts = readsFacts };
        return PassGate(request, issues) is { Open: true } gate && IngestTypes.Of(gate.Type, issues) is { } type
            ? examination.Run(type, Parse(request, gate, issues), issues)
            : examination.Refuse(issues);
    }

    private GateResult PassGate(IntakeRequest request, IssueList issues)
    {
        var body = BundleFormats.WithoutByteOrderMark(request.Body);
        if (WhyUnreadable(body.Span) is { } reason)
        {
            issues.Add(reason, "");
            return GateResult.Shut;
        }

        return request.Format == BundleFormat.Json ? JsonGate.Scan(body, _limits, issues) : XmlGate.Scan(body, _limits, issues);
    }

    private IssueDefinition? WhyUnreadable(ReadOnlySpan<byte> body) =>
        body.TrimStart(" \t\r\n"u8).IsEmpty ? BodyIssues.Empty
        : body.Length > _limits.Bytes ? BodyIssues.TooLarge
        : !Utf8.IsValid(body) ? BodyIssues.NotUtf8
        : null;

    private ParsedBundle Parse(IntakeRequest request, GateResult gate, IssueList issues) =>
        request.Format == BundleFormat.Json
            ? JsonBundleParser.Parse(gate, _limits.Depth, issues)
            : XmlBundleParser.Parse(BundleFormats.WithoutByteOrderMark(request.Body), gate, issues);
}
