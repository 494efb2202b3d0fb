using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Assessment.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Matrix;

namespace Supervision.Assessment.Tests.Matrix;

/// <summary>
/// Every endpoint × every role of every body, the systems and nobody × {own record, another district's}; then once more
/// with all application checks removed, so that row-level security alone must refuse.
/// </summary>
public sealed partial class AccessMatrixTests(AssessmentPlatform platform)
{
    readonly MatrixCalls<Affairs> _calls = new(
        platform.Accounts, district => new(platform, district), sql => platform.ScalarAsync<object>(sql), () => new(platform, unit: $"{SampleAccounts.Dongtou}-U02"));

    [Fact]
    public async Task Every_endpoint_stands_in_the_matrix()
    {
        await using var copy = new InProcessAssessment(platform);
        var mapped = copy.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        var known = AccessMatrix.Rows.Select(row => row.Endpoint).Concat(AccessMatrix.ProvedElsewhere).Concat(AccessMatrix.Open);
        var (written, there) = (Shapes(known).ToList(), Shapes(mapped).ToList());
        Assert.True(written.SequenceEqual(there), $"Not in the matrix:\n{string.Join('\n', there.Except(written))}\nNot in the service:\n{string.Join('\n', written.Except(there))}");
    }

    /// <summary>Endpoints, ignoring the names of their placeholders.</summary>
    static IEnumerable<string> Shapes(IEnumerable<string> endpoints) =>
        endpoints.Select(endpoint => Placeholder().Replace(endpoint, "{}").TrimEnd('/')).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();

    [Fact]
    public async Task The_service_answers_every_cell_as_the_matrix_says()
    {
        var wrong = new List<string>();
        foreach (var row in AccessMatrix.Rows)
        {
            foreach (var (role, actor, target) in _calls.Cells(row))
            {
                var expected = row.Expected(role, target);
                var answer = await _calls.AskAsync(platform.Api, row, actor, target, fresh: expected == 200 && !row.Reads);
                if ((answer.IsSuccess ? 200 : (int)answer.Status) != expected)
                    wrong.Add($"{row.Endpoint} by {role?.ToString() ?? "nobody"} on {target}: {(int)answer.Status} instead of {expected} {answer.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Row_level_security_alone_refuses_every_refused_cell()
    {
        await using var open = new InProcessAssessment(platform, open: true);
        using var api = open.Api(platform.SignIn);
        var wrong = await new RowSecurityProof<Affairs>(_calls, platform.Api, api, Affairs.Marks).FaultsAsync(AccessMatrix.Rows);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
