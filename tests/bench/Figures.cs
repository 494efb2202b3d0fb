using System.Globalization;

namespace Supervision.Bench;

/// <summary>The limit for the median of a figure's rounds.</summary>
internal readonly record struct Bar(double Value, bool IsFloor)
{
    public static Bar AtMost(double value) => new(value, IsFloor: false);

    public static Bar AtLeast(double value) => new(value, IsFloor: true);

    public bool IsMet(double median) => IsFloor ? median >= Value : median <= Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsFloor ? "≥" : "≤")} {Value:#,0.###}");
}

/// <summary>Figures of all rounds, the table made of them, and whether each that has a bar met it.</summary>
internal sealed class Figures
{
    readonly List<Row> _rows = [];

    /// <summary>Names of the figures that missed their bars.</summary>
    public IReadOnlyList<string> Missed => [.. _rows.Where(row => row.IsMissed).Select(row => row.Name)];

    /// <param name="bar">Limit for the median of all rounds; null if the figure is only reported.</param>
    public void Add(string name, string unit, double value, Bar? bar = null)
    {
        var row = _rows.Find(r => r.Name == name);
        if (row is null) _rows.Add(row = new Row(name, unit, bar));
        row.Values.Add(value);
    }

    /// <summary>Round by round, since figures of one round saw the same machine.</summary>
    public void AddRatio(string name, double ours, double limit, Bar? bar = null) => Add(name, "ratio", ours / limit, bar);

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>The middle value, or the mean of the two middle values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public void Print()
    {
        Console.WriteLine($"{"",-72}{"median",12}{"min",12}{"max",12}{"bar",12}");
        foreach (var row in _rows)
        {
            var verdict = row.Bar is { } bar ? $"{bar,12} {(row.IsMissed ? "MISSED" : "met")}" : "";
            Console.WriteLine($"{$"{row.Name} ({row.Unit})",-72}{Show(row.Median),12}{Show(row.Values.Min()),12}{Show(row.Values.Max()),12}{verdict}");
        }
    }

    static string Show(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : "F2", CultureInfo.InvariantCulture);

    sealed record Row(string Name, string Unit, Bar? Bar)
    {
        public List<double> Values { get; } = [];

        public double Median => Figures.Median(Values);

        public bool IsMissed => Bar is { } bar && !bar.IsMet(Median);
    }
}
