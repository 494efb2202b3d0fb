using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;

namespace Supervision.Topics.Proposals;

/// <summary>One error in a row of a spreadsheet.</summary>
/// <param name="Row">Row number as in the spreadsheet; the header is row 1.</param>
/// <param name="Column">Its header.</param>
/// <param name="Code"><c>import.required</c>, <c>import.too_long</c>, <c>import.unknown</c> or <c>import.twice</c>.</param>
public sealed record ImportError(int Row, string Column, string Code, string Title);

/// <summary>Result of an import.</summary>
/// <param name="AlreadyThere">Rows imported before and left unchanged.</param>
public sealed record ImportResult(int Rows, int Added, int AlreadyThere);

/// <summary>
/// Proposals from a spreadsheet (R13): every row is checked before any is written, and all are written together. A row is identified by its own
/// number, else by its content, so that importing the same or a corrected file again adds only what is new.
/// </summary>
internal sealed class ProposalImport(TopicsDb db, Vocabulary vocabulary, ProblemTexts texts)
{
    public const int MostRows = 2000;

    public const string Number = "自编号";
    public const string Source = "来源";
    public const string Title = "标题";
    public const string Scope = "小切口";
    public const string Field = "领域";
    public const string Tags = "策略标签";
    public const string Proposer = "建议人";
    public const string Background = "背景";

    public static readonly IReadOnlyList<string> Columns = [Number, Source, Title, Scope, Field, Tags, Proposer, Background];

    static readonly PlainTextAttribute ShortText = new(200), Words = new(1000), LongText = new(10_000), Name = new(100);

    readonly List<ImportError> _errors = [];

    /// <summary>Reads and checks the rows of a file.</summary>
    /// <exception cref="RequestProblem">422 <c>import.format</c>, <c>import.too_many</c></exception>
    public async Task<(IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportError> Errors)> ReadAsync(string path, Caller caller, CancellationToken ct)
    {
        var terms = (await vocabulary.OfAsync(caller.District, ct)).Where(t => t.Active).ToList();
        var rows = new List<ImportRow>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 1;
        foreach (var cells in Cells(path))
        {
            number++;
            if (cells.Values.All(string.IsNullOrWhiteSpace)) continue;
            if (rows.Count == MostRows) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.too_many");
            var row = Row(number, cells, terms, caller);
            if (!known.TryAdd(row.Key, number)) Fault(number, cells[Number].Length > 0 ? Number : Title, "import.twice", known[row.Key]);
            rows.Add(row);
        }

        if (rows.Count == 0) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format");
        return (rows, _errors);
    }

    /// <summary>Writes valid rows that do not exist yet.</summary>
    public async Task<ImportResult> WriteAsync(IReadOnlyList<ImportRow> rows, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var added = 0;
        await db.InTransactionAsync(async () =>
        {
            await db.LockMatterAsync($"import/{caller.District}", ct);
            var keys = rows.Select(row => row.Key).ToArray();
            var there = await db.Proposals.Where(p => p.District == caller.District && keys.Contains(p.ImportKey)).Select(p => p.ImportKey!).ToHashSetAsync(ct);
            foreach (var row in rows.Where(row => !there.Contains(row.Key)))
            {
                var proposal = await db.NumberAsync(caller.District, row.Content, ProposalSources.Proposer(row.Proposer, caller, now), caller.UserId, now, ct);
                proposal.Import(row.Key);
                added++;
            }

            await db.SaveChangesAsync(ct);
        }, ct);
        return new(rows.Count, added, rows.Count - added);
    }

    static IEnumerable<Dictionary<string, string>> Cells(string path)
    {
        using var file = File.OpenRead(path);
        List<IDictionary<string, object?>> rows;
        try
        {
            rows = [.. MiniExcel.Query(file, useHeaderRow: true, excelType: ExcelType.XLSX).Cast<IDictionary<string, object?>>().Take(MostRows * 2)];
        }
        catch (Exception e) when (e is InvalidDataException or System.Xml.XmlException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format", e);
        }

        if (rows.Count > 0 && Columns.Except(rows[0].Keys.Select(head => head.Trim())).Any())
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format");
        return rows.Select(row => Columns.ToDictionary(
            column => column, column => Convert.ToString(row.First(cell => cell.Key.Trim() == column).Value, System.Globalization.CultureInfo.InvariantCulture)?.Trim() ?? ""));
    }

    ImportRow Row(int number, Dictionary<string, string> cells, List<TermView> terms, Caller caller)
    {
        Text(number, cells, Title, ShortText, required: true);
        Text(number, cells, Scope, Words, required: true);
        Text(number, cells, Proposer, Name, required: false);
        Text(number, cells, Background, LongText, required: false);
        Text(number, cells, Number, Name, required: false);
        var source = Labels.Sources.FirstOrDefault(label => label.Value == cells[Source] && ProposalSources.Of(caller).Contains(label.Key));
        if (source.Value is null) Fault(number, Source, "import.unknown");
        var field = Code(number, Field, TermKind.Field, cells[Field], terms);
        var tags = cells[Tags].Split(['、', ',', '，', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(tag => Code(number, Tags, TermKind.Tag, tag, terms)).ToList();
        var content = new ProposalContent(source.Key, cells[Title], cells[Scope], cells[Background] is { Length: > 0 } background ? background : null, field, tags);
        return new(Key(cells), content, cells[Proposer] is { Length: > 0 } proposer ? proposer : null);
    }

    string Code(int row, string column, TermKind kind, string given, List<TermView> terms)
    {
        if (terms.Find(t => t.Kind == kind && (t.Chinese == given || t.English == given || t.Code == given)) is { } term) return term.Code;
        Fault(row, column, "import.unknown");
        return given;
    }

    void Text(int row, Dictionary<string, string> cells, string column, PlainTextAttribute rule, bool required)
    {
        if (cells[column].Length == 0)
        {
            if (required) Fault(row, column, "import.required");
        }
        else if (!rule.IsValid(cells[column]))
        {
            Fault(row, column, "import.too_long", rule.MaxLength);
        }
    }

    void Fault(int row, string column, string code, params object?[] arguments) =>
        _errors.Add(new(row, column, code, texts.Of(code, System.Globalization.CultureInfo.CurrentUICulture, arguments)));

    static string Key(Dictionary<string, string> cells)
    {
        var known = cells[Number].Length > 0 ? $"number\n{cells[Number]}" : $"content\n{cells[Source]}\n{cells[Title]}\n{cells[Scope]}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(known)));
    }
}

/// <summary>A row that was read.</summary>
/// <param name="Key">What identifies it.</param>
internal sealed record ImportRow(string Key, ProposalContent Content, string? Proposer);
