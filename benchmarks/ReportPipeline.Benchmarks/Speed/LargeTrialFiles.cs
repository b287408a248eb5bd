using System.Collections.Concurrent;
using System.Globalization;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Casebooks;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Benchmarks.Speed;

/// <summary>From the bundles of <see cref="LargeTrial"/> on the local disk to its dataset.</summary>
internal sealed class LargeTrialFiles(TrialProtocol protocol)
{
    private static readonly DateTimeOffset ReceivedAt = new(2020, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DecisionList decisions = DecisionList.Empty(protocol.Id);

    /// <summary>The files, made when the folder does not have them.</summary>
    public string[] BundlesIn(string folder, int subjects)
    {
        var bundles = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"bundles-{subjects}"));
        if (!Directory.Exists(bundles))
        {
            Directory.CreateDirectory(bundles);
            LargeTrial.Write(protocol, subjects, bundles);
        }

        return Directory.GetFiles(bundles);
    }

    public CasebookGroup[] Casebooks(string[] bundles)
    {
        var intake = new BundleIntake(protocol, new PseudonymKey(new byte[PseudonymKey.LeastBytes]));
        var read = new ConcurrentBag<FactsOfBundles>();
        Parallel.ForEach(bundles, file =>
        {
            var bytes = File.ReadAllBytes(file);
            var bundle = new SealedBundle(Path.GetFileName(file).Split('.')[1], "", ReceivedAt);
            read.Add(FactArchive.Read(intake, bundle, bytes));
        });
        var all = FactsOfBundles.Of(read);
        return [.. CasebookGroups.Of(CasebookRegister.Empty, all.Facts, all.Queries)];
    }

    /// <summary>Facts are released casebook by casebook: what was read and what is derived never stand in memory together.</summary>
    public DatasetContent[] Derive(CasebookGroup[] casebooks)
    {
        var contents = new DatasetContent[casebooks.Length];
        Parallel.For(0, casebooks.Length, index =>
        {
            var group = casebooks[index];
            casebooks[index] = null!;
            contents[index] = DeriveDataset.ContentOf(protocol, group.Facts, group.Queries);
        });
        return contents;
    }

    public TrialDataset PutTogether(DatasetContent[] contents) => new(protocol, decisions, DatasetContent.Sum(contents));
}
