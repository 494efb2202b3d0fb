using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;

namespace Supervision.Topics.Proposals;

/// <summary>Result of an import.</summary>
/// <param name="AlreadyThere">Rows imported before and left unchanged.</param>
public sealed record ImportResult(int Rows, int Added, int AlreadyThere);

/// <summary>
/// Proposals from a spreadsheet (R13). A row is identified by its own number, else by its content, so that importing the same or a
/// corrected file again adds only what is new.
/// </summary>
internal sealed class ProposalImport(TopicsDb db, Vocabulary vocabulary) : ISheetImport<ImportRow, ImportResult>
{
    public const string Number = "自编号";
    public const string Source = "来源";
    public const string Title = "标题";
    public const string Scope = "小切口";
    public const string Field = "领域";
    public const string Tags = "策略标签";
    public const string Proposer = "建议人";
    public const string Background = "背景";

    public static readonly SheetTemplate Template = new(
        "征题建议", [Number, Source, Title, Scope, Field, Tags, Proposer, Background], MostRows: 2000);

    static readonly PlainTextAttribute ShortText = new(200), Words = new(1000), LongText = new(10_000), Name = new(100);

    public async Task<IReadOnlyList<ImportRow>> CheckAsync(
        IReadOnlyList<SheetRow> rows, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var terms = (await vocabulary.OfAsync(caller.District, ct)).Where(t => t.Active).ToList();
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = new List<ImportRow>();
        foreach (var cells in rows)
        {
            var row = Read(cells, terms, caller);
            cells.IsFirst(keys, row.Key, cells.Filled(Number) is null ? Title : Number);
            found.Add(row);
        }

        return found;
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

    static ImportRow Read(SheetRow row, List<TermView> terms, Caller caller)
    {
        row.Check(Title, ShortText, required: true);
        row.Check(Scope, Words, required: true);
        row.Check(Proposer, Name, required: false);
        row.Check(Background, LongText, required: false);
        row.Check(Number, Name, required: false);
        var source = Labels.Sources.FirstOrDefault(label => label.Value == row[Source] && ProposalSources.Of(caller).Contains(label.Key));
        if (source.Value is null) row.Fault(Source, "import.unknown");
        var field = Code(row, Field, TermKind.Field, row[Field], terms);
        var tags = row.Split(Tags).Select(tag => Code(row, Tags, TermKind.Tag, tag, terms)).ToList();
        var content = new ProposalContent(source.Key, row[Title], row[Scope], row.Filled(Background), field, tags);
        return new(row.Key(Number, "content", Source, Title, Scope), content, row.Filled(Proposer));
    }

    static string Code(SheetRow row, string column, TermKind kind, string given, List<TermView> terms)
    {
        if (terms.Find(t => t.Kind == kind && (t.Chinese == given || t.English == given || t.Code == given)) is { } term) return term.Code;
        row.Fault(column, "import.unknown");
        return given;
    }
}

/// <summary>A row that was read.</summary>
/// <param name="Key">What identifies it.</param>
internal sealed record ImportRow(string Key, ProposalContent Content, string? Proposer);
