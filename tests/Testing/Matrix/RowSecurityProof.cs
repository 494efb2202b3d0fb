using System.Text.Json;
using Supervision.Testing.Api;

namespace Supervision.Testing.Matrix;

/// <summary>
/// Proves that row-level security alone refuses what the matrix refuses. A list is checked against existing rows: those who may read it must
/// get some, and those who may not must get none, whatever else the answer contains.
/// </summary>
/// <param name="api">The service, unchanged.</param>
/// <param name="open">A second instance with every check of the application removed.</param>
/// <param name="tells">Whether an answer that is not a list reveals something of a record.</param>
public sealed class RowSecurityProof<TRecords>(
    MatrixCalls<TRecords> calls, ServiceApi api, ServiceApi open, Func<Answer, Actor, bool> tells)
{
    /// <returns>The faults, one line each.</returns>
    public async Task<IReadOnlyList<string>> FaultsAsync(IEnumerable<AccessRow<TRecords>> rows)
    {
        var wrong = new List<string>();
        foreach (var row in rows.Where(row => !row.WithoutDatabase)) wrong.AddRange(await FaultsAsync(row));
        return wrong;
    }

    async Task<IReadOnlyList<string>> FaultsAsync(AccessRow<TRecords> row)
    {
        var wrong = new List<string>();
        var cells = calls.Cells(row).ToLookup(cell => row.Expected(cell.Role, cell.Target) is 200);
        var isList = row.Of is null && row.Reads && await IsListAsync(row, cells[true], wrong);
        foreach (var cell in cells[false]) await calls.AskAsync(api, row, cell, fresh: false); // creates its record
        var before = await calls.ContentsAsync();
        foreach (var cell in cells[false])
        {
            var answer = await calls.AskAsync(open, row, cell, fresh: false);
            var name = $"{row.Endpoint} {cell}: {(int)answer.Status} {answer.Text}";
            var revealed = tells(answer, cell.Actor) || (isList && RowsIn(answer)?.Any(found => row.Tells(found, cell.Actor)) is true);
            if (answer.IsSuccess && (!row.Reads || (revealed && !(cell.Role is { } known && row.Knows.Contains(known))))) wrong.Add(name);
            if ((int)answer.Status >= 500) wrong.Add(name);
        }

        if (await calls.ContentsAsync() != before) wrong.Add($"{row.Endpoint} wrote something");
        return wrong;
    }

    /// <summary>Whether the answer is a list. A list that is empty for everybody who may read it proves nothing and counts as a fault.</summary>
    async Task<bool> IsListAsync(AccessRow<TRecords> row, IEnumerable<Cell> allowed, List<string> wrong)
    {
        var isList = false;
        foreach (var cell in allowed)
        {
            if (RowsIn(await calls.AskAsync(api, row, cell, fresh: false)) is not { } rows) continue;
            if (rows.Any(found => row.Tells(found, cell.Actor))) return true;
            isList = true;
        }

        if (isList) wrong.Add($"{row.Endpoint} shows no row to anybody who may read it: name a record it {nameof(row.Shows)}");
        return isList;
    }

    /// <summary>Records in a list, which is an array or a page with <c>items</c>; null for any other answer.</summary>
    static IReadOnlyList<JsonElement>? RowsIn(Answer answer)
    {
        if (!answer.IsSuccess || answer.Text is not ['[' or '{', ..]) return null;
        var json = answer.Json;
        if (json.ValueKind is JsonValueKind.Object && !json.TryGetProperty("items", out json)) return null;
        return json.ValueKind is JsonValueKind.Array ? [.. json.EnumerateArray()] : null;
    }
}
