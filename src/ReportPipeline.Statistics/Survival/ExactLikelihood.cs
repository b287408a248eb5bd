namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// Cox's discrete partial likelihood: d events at a time compete with every other subset of d subjects of the risk set.
/// </summary>
/// <remarks>
/// Gail, Lubin &amp; Rubinstein, Biometrika 68 (1981) 703–707. The sum over subsets is the elementary symmetric polynomial
/// of degree d in θ = exp(xᵀβ); B(d, n) = B(d, n − 1) + θₙ B(d − 1, n − 1) adds a subject, and differentiating it gives the
/// recursions of both derivatives. Because the risk set only grows backward in time, one pass serves every event time.
/// </remarks>
internal sealed class ExactLikelihood(CoxDesign design) : CoxLikelihood(design)
{
    private readonly int size = design.Covariates;
    private double[] value = [];
    private double[] first = [];
    private double[] second = [];

    public override CoxDerivatives At(double[] beta)
    {
        var derivatives = new CoxDerivatives(size);
        for (var j = 0; j < size; j++)
        {
            derivatives.LogLikelihood += beta[j] * Design.EventTotals[j];
            derivatives.Score[j] = Design.EventTotals[j];
        }

        for (var stratum = 0; stratum < Design.StratumStarts.Length - 1; stratum++)
            AddStratum(derivatives, beta, Design.StratumStarts[stratum], Design.StratumStarts[stratum + 1]);
        return derivatives;
    }

    private void AddStratum(CoxDerivatives sums, double[] beta, int start, int end)
    {
        var most = MostTiedEvents(start, end);
        if (most == 0) return;
        (value, first, second) = (new double[most + 1], new double[(most + 1) * size], new double[(most + 1) * size * size]);
        value[0] = 1;

        // Multiplying every θ by a constant leaves each term unchanged; this one keeps the polynomials below e^most.
        var scale = Math.Min(1, (double)most / (end - start));
        for (var row = end - 1; row >= start;)
        {
            var (last, deaths) = (row, 0);
            for (; row >= start && Design.Time[row] == Design.Time[last]; row--)
            {
                Enter(row, beta, scale, Math.Min(most, end - row));
                if (Design.Event[row]) deaths++;
            }

            if (deaths > 0) AddEvents(sums, deaths, scale);
        }
    }

    private int MostTiedEvents(int start, int end)
    {
        var (most, deaths) = (0, 0);
        for (var row = start; row < end; row++)
        {
            if (row > start && Design.Time[row] != Design.Time[row - 1]) deaths = 0;
            if (Design.Event[row]) deaths++;
            most = Math.Max(most, deaths);
        }

        return most;
    }

    private void Enter(int row, double[] beta, double scale, int degree)
    {
        var x = Design.XOf(row);
        var predictor = 0.0;
        for (var j = 0; j < size; j++) predictor += x[j] * beta[j];
        var risk = scale * Math.Exp(predictor);

        // Downward, so that degree d − 1 is still the one without this subject.
        for (var d = degree; d > 0; d--)
        {
            var (to, from) = (d * size, (d - 1) * size);
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k <= j; k++)
                {
                    second[((to + j) * size) + k] += risk * (second[((from + j) * size) + k]
                        + (x[j] * first[from + k]) + (x[k] * first[from + j]) + (x[j] * x[k] * value[d - 1]));
                }
            }

            for (var j = 0; j < size; j++) first[to + j] += risk * (first[from + j] + (x[j] * value[d - 1]));
            value[d] += risk * value[d - 1];
        }
    }

    private void AddEvents(CoxDerivatives sums, int deaths, double scale)
    {
        var (total, at) = (value[deaths], deaths * size);
        sums.LogLikelihood -= Math.Log(total) - (deaths * Math.Log(scale));
        for (var j = 0; j < size; j++)
        {
            sums.Score[j] -= first[at + j] / total;
            for (var k = 0; k <= j; k++)
            {
                var element = (second[((at + j) * size) + k] / total) - (first[at + j] / total * (first[at + k] / total));
                sums.Information[(j * size) + k] += element;
                if (k < j) sums.Information[(k * size) + j] += element;
            }
        }
    }
}
