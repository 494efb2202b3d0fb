using System.Globalization;

namespace Supervision.Bench;

/// <summary>Figures of all rounds, and the table made of them.</summary>
internal sealed class Figures
{
    readonly List<(string Name, string Unit, List<double> Values)> _rows = [];

    public void Add(string name, string unit, double value)
    {
        var row = _rows.Find(r => r.Name == name);
        if (row.Name is null) _rows.Add(row = (name, unit, []));
        row.Values.Add(value);
    }

    /// <summary>Round by round, since figures of one round saw the same machine.</summary>
    public void AddRatio(string name, double ours, double limit) => Add(name, "ratio", ours / limit);

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public void Print()
    {
        Console.WriteLine($"{"",-72}{"median",12}{"min",12}{"max",12}");
        foreach (var (name, unit, values) in _rows)
            Console.WriteLine($"{$"{name} ({unit})",-72}{Show(Percentile(values, 0.5)),12}{Show(values.Min()),12}{Show(values.Max()),12}");
    }

    static string Show(double value) => value.ToString(value >= 100 ? "N0" : "F2", CultureInfo.InvariantCulture);
}
