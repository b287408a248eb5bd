namespace ReportPipeline.Statistics.Survival;

/// <summary>One stratum of Gray's test, in the notation of his paper: r groups' at-risk numbers Yᵣ, overall survival Sᵣ and
/// incidence Fᵣ of the cause; hᵣ = Yᵣ/Sᵣ(t−), Rᵣ = hᵣ (1 − Fᵣ(t−)).</summary>
internal sealed class GrayStratum(int groups, double rho)
{
    private readonly int[] atRisk = new int[groups];
    private readonly int[] ofCause = new int[groups];
    private readonly int[] ofOthers = new int[groups];
    private readonly int[] leaving = new int[groups];
    private readonly double[] survivalBefore = Ones(groups);
    private readonly double[] survival = Ones(groups);
    private readonly double[] incidenceBefore = new double[groups];
    private readonly double[] incidence = new double[groups];

    // The score of group i is a stochastic integral over the martingales of every group k: kernel[i, k] is its integrand at
    // this time and accumulated[i, k] the part that later times add in proportion to (1 − F)/S.
    private readonly double[,] kernel = new double[groups, groups];
    private readonly double[,] accumulated = new double[groups, groups];
    private readonly double[,] cross = new double[groups, groups];
    private readonly double[] common = new double[groups];

    private double pooledBefore;
    private double pooled;

    public void AddTo(GraySums sums, CompetingRisksSample sample, ReadOnlySpan<int> positions, int cause)
    {
        foreach (var position in positions) atRisk[sample.Sample.Group.CodeAt(position)]++;
        for (var i = 0; i < positions.Length;)
        {
            i += CountTies(sample, positions[i..], cause);
            var (causes, others) = (ofCause.Sum(), ofOthers.Sum());
            if (causes + others > 0) AddEventTime(sums, causes);
            for (var g = 0; g < groups; g++)
            {
                atRisk[g] -= leaving[g];
                (survivalBefore[g], incidenceBefore[g]) = (survival[g], incidence[g]);
            }

            pooledBefore = pooled;
        }

        for (var i = 0; i < groups; i++)
        {
            for (var j = 0; j < groups; j++)
            {
                for (var k = 0; k < groups; k++)
                {
                    sums.Variance[i, j] += (accumulated[i, k] * accumulated[j, k] * common[k])
                        + (accumulated[i, k] * cross[j, k]) + (accumulated[j, k] * cross[i, k]);
                }
            }
        }
    }

    private int CountTies(CompetingRisksSample sample, ReadOnlySpan<int> positions, int cause)
    {
        Array.Clear(ofCause);
        Array.Clear(ofOthers);
        Array.Clear(leaving);
        var now = sample.Sample.Time[positions[0]];
        var tied = 0;
        for (; tied < positions.Length && sample.Sample.Time[positions[tied]] == now; tied++)
        {
            var group = sample.Sample.Group.CodeAt(positions[tied]);
            leaving[group]++;
            var observed = sample.Cause[positions[tied]];
            if (observed == cause) ofCause[group]++;
            else if (observed > 0) ofOthers[group]++;
        }

        return tied;
    }

    private void AddEventTime(GraySums sums, int causes)
    {
        var (sumH, sumR) = (0.0, 0.0);
        for (var g = 0; g < groups; g++)
        {
            if (atRisk[g] == 0) continue;
            survival[g] = survivalBefore[g] * (atRisk[g] - ofCause[g] - ofOthers[g]) / atRisk[g];
            incidence[g] = incidenceBefore[g] + (survivalBefore[g] * ofCause[g] / atRisk[g]);
            sumH += H(g);
            sumR += H(g) * (1 - incidenceBefore[g]);
        }

        pooled = pooledBefore + (causes / sumH);
        var weight = Math.Pow(1 - pooledBefore, rho);
        for (var g = 0; g < groups; g++)
        {
            if (atRisk[g] > 0)
                sums.Score[g] += weight * (ofCause[g] - (causes * H(g) * (1 - incidenceBefore[g]) / sumR));
        }

        SetKernel(weight, sumH, causes);
        for (var k = 0; k < groups; k++)
        {
            if (atRisk[k] == 0) continue;
            if (causes > 0) AddCause(sums, k, causes, sumH);
            if (ofOthers[k] > 0 && survival[k] > 0) AddOthers(sums, k);
        }
    }

    private double H(int group) => atRisk[group] / survivalBefore[group];

    private void SetKernel(double weight, double sumH, int causes)
    {
        for (var i = 0; i < groups; i++)
        {
            for (var k = 0; k < groups; k++)
            {
                var both = atRisk[i] > 0 && atRisk[k] > 0;
                kernel[i, k] = both ? weight * H(i) * ((i == k ? 1 : 0) - (H(k) / sumH)) : 0;
                if (kernel[i, k] != 0) accumulated[i, k] += kernel[i, k] * causes / (sumH * (1 - pooledBefore));
            }
        }
    }

    // Under the hypothesis the cause strikes group k with the pooled hazard; ties are corrected as in a hypergeometric.
    private void AddCause(GraySums sums, int k, int causes, double sumH)
    {
        var remaining = survival[k] > 0 ? 1 - ((1 - pooled) / survival[k]) : 1;
        var ties = causes > 1 ? 1 - ((causes - 1) / ((sumH * survivalBefore[k]) - 1)) : 1;
        Add(sums, k, remaining, 1, ties * survivalBefore[k] * causes / (sumH * atRisk[k]));
    }

    private void AddOthers(GraySums sums, int k)
    {
        double n = atRisk[k];
        var ties = ofOthers[k] > 1 ? 1 - ((ofOthers[k] - 1) / (n - 1)) : 1;
        Add(sums, k, -(1 - pooled) / survival[k], 0, ties * survivalBefore[k] * survivalBefore[k] * ofOthers[k] / (n * n));
    }

    // The martingale increment enters group i's score with kernel·direct + slope·(final − current accumulated): what is
    // known now is added here, the products with the final sums when the stratum ends.
    private void Add(GraySums sums, int k, double slope, double direct, double variance)
    {
        common[k] += slope * slope * variance;
        for (var i = 0; i < groups; i++)
        {
            var known = (direct * kernel[i, k]) - (slope * accumulated[i, k]);
            cross[i, k] += known * slope * variance;
            for (var j = 0; j < groups; j++)
                sums.Variance[i, j] += known * ((direct * kernel[j, k]) - (slope * accumulated[j, k])) * variance;
        }
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
