using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Documents;

/// <summary>One error in a row of a spreadsheet.</summary>
/// <param name="Row">Row number as in the spreadsheet; the header is row 1.</param>
/// <param name="Column">Its header.</param>
/// <param name="Code">E.g. <c>import.required</c>, <c>import.too_long</c>, <c>import.unknown</c> or <c>import.twice</c>.</param>
public sealed record SheetError(int Row, string Column, string Code, string Title);

/// <summary>A row of an uploaded spreadsheet, which collects its errors. Cells are trimmed text; empty ones are "".</summary>
/// <param name="number">As in the spreadsheet; the header is row 1.</param>
public sealed class SheetRow(int number, IReadOnlyDictionary<string, string> cells, List<SheetError> errors, ProblemTexts texts)
{
    static readonly char[] Separators = ['、', ',', '，', ';', '；'];

    public string this[string column] => cells[column];

    /// <summary>Null if the cell is empty.</summary>
    public string? Filled(string column) => cells[column] is { Length: > 0 } text ? text : null;

    /// <summary>The entries of a cell that lists several.</summary>
    public string[] Split(string column) =>
        cells[column].Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What identifies the row in later imports: its own number, else the content of some columns.</summary>
    public string Key(string own, string kind, params string[] columns)
    {
        var known = string.Join('\n', cells[own].Length > 0 ? ["number", cells[own]] : [kind, .. columns.Select(column => cells[column])]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(known)));
    }

    public void Check(string column, PlainTextAttribute rule, bool required)
    {
        if (cells[column].Length == 0)
        {
            if (required) Fault(column, "import.required");
        }
        else if (!rule.IsValid(cells[column]))
        {
            Fault(column, "import.too_long", rule.MaxLength);
        }
    }

    /// <summary>Whether no row before has this key; otherwise notes the error, which names that row.</summary>
    public bool IsFirst<TKey>(Dictionary<TKey, int> seen, TKey key, string column)
        where TKey : notnull
    {
        if (seen.TryAdd(key, number)) return true;
        Fault(column, "import.twice", seen[key]);
        return false;
    }

    public void Fault(string column, string code, params object?[] arguments) =>
        errors.Add(new(number, column, code, texts.Of(code, CultureInfo.CurrentUICulture, arguments)));
}
