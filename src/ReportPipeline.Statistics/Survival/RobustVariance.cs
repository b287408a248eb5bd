namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// The middle of the sandwich: Σ Lᵢ Lᵢᵀ over the weighted score residuals Lᵢ of the subjects.
/// </summary>
/// <remarks>
/// D. Y. Lin and L. J. Wei, JASA 84 (1989) 1074–1078; with tied events the residual of each tied subject is averaged over
/// Efron's d risk sets (Therneau &amp; Grambsch 2000, §4.6). Reference values: R's <c>coxph(robust = TRUE)</c>.
/// </remarks>
internal sealed class RobustVariance
{
    private readonly CoxDesign design;
    private readonly TieHandling ties;
    private readonly RiskSetScan scan;
    private readonly List<EventTime> eventTimes = [];
    private readonly int size;

    private RobustVariance(CoxDesign design, TieHandling ties)
    {
        this.design = design;
        this.ties = ties;
        size = design.Covariates;
        scan = new RiskSetScan(design);
    }

    /// <summary>Row-major Σ L Lᵀ at some coefficients of the standardised covariates.</summary>
    public static double[] Meat(CoxDesign design, TieHandling ties, double[] beta)
    {
        var variance = new RobustVariance(design, ties);
        variance.scan.Run(beta, variance.Record);
        var meat = new double[design.Covariates * design.Covariates];
        var next = 0;
        for (var stratum = 0; stratum < design.StratumStarts.Length - 1; stratum++)
            next = variance.AddStratum(stratum, next, beta, meat);
        return meat;
    }

    // The scan meets the event times of a stratum backward; the residuals need the hazard accumulated forward.
    private int AddStratum(int stratum, int firstRecord, double[] beta, double[] meat)
    {
        var (start, end) = (design.StratumStarts[stratum], design.StratumStarts[stratum + 1]);
        var afterRecords = firstRecord;
        while (afterRecords < eventTimes.Count && eventTimes[afterRecords].First < end) afterRecords++;
        var (hazard, hazardX, record) = (0.0, new double[size], afterRecords - 1);
        var residual = new double[size];
        for (var row = start; row < end;)
        {
            var now = design.Time[row];
            var at = record >= firstRecord && eventTimes[record].First == row ? eventTimes[record--] : null;
            var dead = at?.Dead(hazard, hazardX);
            if (at is not null) (hazard, hazardX) = at.Others(hazard, hazardX);
            for (; row < end && design.Time[row] == now; row++)
            {
                var died = design.Event[row];
                Residual(row, beta, died ? dead!.Value : (hazard, hazardX), residual, died ? at!.Mean : null);
                AddSquare(meat, residual);
            }
        }

        return afterRecords;
    }

    private void Residual(
        int row, double[] beta, (double Hazard, double[] HazardX) exposure, double[] residual, double[]? mean)
    {
        var x = design.XOf(row);
        var predictor = 0.0;
        for (var j = 0; j < size; j++) predictor += x[j] * beta[j];
        var (risk, weight) = (Math.Exp(predictor), design.WeightOf(row));
        for (var j = 0; j < size; j++)
        {
            var observed = mean is null ? 0 : x[j] - mean[j];
            residual[j] = weight * (observed - (risk * ((x[j] * exposure.Hazard) - exposure.HazardX[j])));
        }
    }

    private void AddSquare(double[] meat, double[] residual)
    {
        for (var j = 0; j < size; j++)
        {
            for (var k = 0; k < size; k++) meat[(j * size) + k] += residual[j] * residual[k];
        }
    }

    private void Record(TiedEvents tied)
    {
        var terms = EfronTerms.Of(tied.Count, scan.AtRisk.Zero, scan.Dead.Zero, ties);
        var record = new EventTime(tied.First, size)
        {
            Hazard = tied.MeanWeight * terms.R,
            DeadHazard = tied.MeanWeight * (terms.R - terms.FR),
        };
        for (var j = 0; j < size; j++)
        {
            var (all, dead) = (scan.AtRisk.First[j], scan.Dead.First[j]);
            record.HazardX[j] = tied.MeanWeight * ((all * terms.RR) - (dead * terms.FRR));
            record.DeadHazardX[j] =
                tied.MeanWeight * ((all * (terms.RR - terms.FRR)) - (dead * (terms.FRR - terms.FFRR)));
            record.Mean[j] = ((all * terms.R) - (dead * terms.FR)) / tied.Count;
        }

        eventTimes.Add(record);
    }

    /// <summary>Baseline hazard and hazard × mean covariate at one event time, for survivors and for the dead.</summary>
    private sealed class EventTime(int first, int size)
    {
        public int First => first;

        public double Hazard { get; init; }

        public double[] HazardX { get; } = new double[size];

        public double DeadHazard { get; init; }

        public double[] DeadHazardX { get; } = new double[size];

        /// <summary>Mean covariate over the risk set.</summary>
        public double[] Mean { get; } = new double[size];

        public (double Hazard, double[] HazardX) Others(double hazard, double[] hazardX) =>
            (hazard + Hazard, Sum(hazardX, HazardX));

        public (double Hazard, double[] HazardX) Dead(double hazard, double[] hazardX) =>
            (hazard + DeadHazard, Sum(hazardX, DeadHazardX));

        private static double[] Sum(double[] a, double[] b)
        {
            var sum = new double[a.Length];
            for (var j = 0; j < a.Length; j++) sum[j] = a[j] + b[j];
            return sum;
        }
    }
}
