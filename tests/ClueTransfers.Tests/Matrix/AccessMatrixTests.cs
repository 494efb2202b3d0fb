using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests.Matrix;

/// <summary>
/// Every endpoint × every role of every body, the systems and nobody × {own record, the other body's, another district's}; then once more
/// with all application checks removed, so that row-level security alone must refuse.
/// </summary>
public sealed class AccessMatrixTests(CluesPlatform platform)
{
    readonly MatrixCalls _calls = new(platform);

    [Fact]
    public async Task Every_endpoint_stands_in_the_matrix()
    {
        await using var copy = new InProcessClues(platform);
        var mapped = copy.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        Assert.Equal(
            AccessMatrix.Rows.Select(row => row.Endpoint).Concat(AccessMatrix.ProvedElsewhere).Concat(AccessMatrix.Open).Order(StringComparer.Ordinal),
            mapped.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_service_answers_every_cell_as_the_matrix_says()
    {
        var wrong = new List<string>();
        foreach (var row in AccessMatrix.Rows)
        {
            foreach (var (role, actor, target) in _calls.Cells(row))
            {
                var expected = row.Expected(role, target);
                var answer = await _calls.AskAsync(platform.Api, row, role, actor, target, fresh: expected == 200 && !row.Reads);
                if ((answer.IsSuccess ? 200 : (int)answer.Status) != expected)
                    wrong.Add($"{row.Endpoint} by {role?.ToString() ?? "nobody"} on {target}: {(int)answer.Status} instead of {expected} {answer.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Row_level_security_alone_refuses_every_refused_cell()
    {
        await using var open = new InProcessClues(platform, open: true);
        using var api = open.Api(platform.SignIn);
        var wrong = new List<string>();
        foreach (var row in AccessMatrix.Rows.Where(row => !row.WithoutDatabase))
        {
            var refused = _calls.Cells(row).Where(cell => row.Expected(cell.Role, cell.Target) is not 200).ToList();
            foreach (var cell in refused) await _calls.AskAsync(platform.Api, row, cell.Role, cell.Actor, cell.Target, fresh: false); // its record exists
            var before = await _calls.ContentsAsync();
            foreach (var (role, actor, target) in refused)
            {
                var answer = await _calls.AskAsync(api, row, role, actor, target, fresh: false);
                var name = $"{row.Endpoint} by {role?.ToString() ?? "nobody"} on {target}: {(int)answer.Status} {answer.Text}";
                if (answer.IsSuccess && (!row.Reads || Tells(answer, actor))) wrong.Add(name);
                if ((int)answer.Status >= 500) wrong.Add(name);
            }

            if (await _calls.ContentsAsync() != before) wrong.Add($"{row.Endpoint} wrote something");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Lists_and_counts_are_empty_for_those_who_may_read_nothing_even_without_the_applications_checks()
    {
        await platform.Matters().TransferredAsync(platform.Matters().Member);
        await using var open = new InProcessClues(platform, open: true);
        using var withoutChecks = open.Api(platform.SignIn);
        Contracts.Role[] readers =
        [
            Contracts.Cppcc.Member, Contracts.Cppcc.Supervisor, Contracts.Cppcc.Office, Contracts.Cppcc.Secretary, Contracts.Cppcc.Chair, Contracts.Cppcc.System,
            Contracts.Discipline.Intake, Contracts.Discipline.Handler, Contracts.Discipline.Leader, Contracts.Discipline.System,
        ];
        foreach (var (role, actor) in _calls.Callers.Where(caller => caller.Role is { } role && !readers.Contains(role)))
        {
            foreach (var api in new[] { platform.Api, withoutChecks })
            {
                Assert.Equal("""{"items":[],"next":null}""", (await api.GetAsync(actor, "/api/clues?limit=100")).Ok().Text);
                Assert.Equal("""{"statuses":{},"awaitingMe":0,"overdue":0}""", (await api.GetAsync(actor, "/api/clues/counts")).Ok().Text);
            }
        }
    }

    /// <summary>Whether a response contains anything of a clue, or anybody's name but the caller's.</summary>
    bool Tells(Answer answer, Actor actor) =>
        new[] { "窗口", "审批多头", "示例市场", "谈话", "\"id\"", "\"kind\"", "\"part\"" }.Any(mark => answer.Text.Contains(mark, StringComparison.Ordinal))
        || platform.Accounts.Accounts.Any(account => account.Username != actor.Name && answer.Text.Contains($"\"{account.Name}\"", StringComparison.Ordinal));
}
