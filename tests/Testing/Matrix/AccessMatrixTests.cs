using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Testing.Api;
using Xunit;

namespace Supervision.Testing.Matrix;

/// <summary>
/// Every endpoint × every role of every body, the systems and nobody × {own record, another unit's, the other body's, another
/// district's}; then once more with all application checks removed, so that row-level security alone must refuse.
/// </summary>
/// <param name="rows">Every endpoint of the service but those of <paramref name="others"/>.</param>
/// <param name="others">Endpoints that are covered by their own tests.</param>
/// <param name="marks">Texts of the records, by which an answer that is not a list is recognised as revealing one.</param>
public abstract partial class AccessMatrixTests<TRecords>(
    ServicePlatform platform, MatrixCalls<TRecords> calls, IReadOnlyList<AccessRow<TRecords>> rows, IReadOnlyList<string> others,
    IReadOnlyList<string> marks)
{
    /// <summary>Open to everybody in every service.</summary>
    static readonly string[] Open = ["GET /openapi/v1.json", "GET /health", "GET /alive"];

    protected MatrixCalls<TRecords> Calls => calls;

    /// <summary>Another copy of the service, with or without its own checks.</summary>
    protected abstract IInProcessService Copy(bool open);

    /// <summary>Whether an answer that is not a list reveals something of a record.</summary>
    protected virtual bool Tells(Answer answer, Actor actor) => marks.Any(mark => answer.Text.Contains(mark, StringComparison.Ordinal));

    [Fact]
    public async Task Every_endpoint_stands_in_the_matrix()
    {
        await using var copy = Copy(open: false);
        var mapped = copy.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        var (written, there) = (Shapes(rows.Select(row => row.Endpoint).Concat(others).Concat(Open)), Shapes(mapped));
        None([
            .. there.Except(written).Select(endpoint => $"Not in the matrix: {endpoint}"),
            .. written.Except(there).Select(endpoint => $"Not in the service: {endpoint}"),
        ]);
    }

    [Fact]
    public async Task The_service_answers_every_cell_as_the_matrix_says()
    {
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            foreach (var cell in calls.Cells(row))
            {
                var expected = row.Expected(cell.Role, cell.Target);
                var answer = await calls.AskAsync(platform.Api, row, cell, fresh: expected == 200 && !row.Reads);
                if ((answer.IsSuccess ? 200 : (int)answer.Status) != expected)
                    wrong.Add($"{row.Endpoint} {cell}: {(int)answer.Status} instead of {expected} {answer.Text}");
            }
        }

        None(wrong);
    }

    [Fact]
    public async Task Row_level_security_alone_refuses_every_refused_cell()
    {
        await using var open = Copy(open: true);
        using var api = open.Api(platform.SignIn);
        None(await new RowSecurityProof<TRecords>(calls, platform.Api, api, Tells).FaultsAsync(rows));
    }

    static void None(IReadOnlyCollection<string> wrong)
    {
        if (wrong.Count > 0) throw new InvalidOperationException(string.Join('\n', wrong));
    }

    /// <summary>Endpoints, ignoring the names of their placeholders.</summary>
    static List<string> Shapes(IEnumerable<string> endpoints) =>
        [.. endpoints.Select(endpoint => Placeholder().Replace(endpoint, "{}").TrimEnd('/')).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();
}
