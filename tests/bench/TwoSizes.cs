using System.Diagnostics;
using System.Net.Http.Headers;
using Npgsql;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// A small district and a large one in the same database, with the same requests to the same service in turn: measures the cost of the size,
/// whatever the machine does meanwhile.
/// </summary>
internal sealed class TwoSizes(HttpClient small, HttpClient large, string fewer, string more) : IDisposable
{
    public const string Small = SampleAccounts.Dongtou, Large = SampleAccounts.Lucheng;

    /// <summary>The offices of both districts.</summary>
    public static async Task<TwoSizes> SignInAsync(TestHost platform, string service, string fewer, string more) =>
        new(await OfficeAsync(platform, service, Small), await OfficeAsync(platform, service, Large), fewer, more);

    public HttpClient LargeOffice => large;

    /// <summary>Sends requests without measuring, until the code is compiled and the pages are in memory.</summary>
    public async Task WarmAsync(IEnumerable<string> paths)
    {
        foreach (var path in paths) await AskAsync(path, 30);
    }

    /// <param name="bar">How much longer the slowest hundredth may take in the large district; null if it is only reported.</param>
    public async Task MeasureAsync(Figures figures, string name, string path, int requests, Bar? bar)
    {
        var (fast, slow) = await AskAsync(path, requests);
        figures.Add($"{name}, {fewer}, p99", "ms", Figures.Percentile(fast, 0.99));
        figures.Add($"{name}, {more}, p99", "ms", Figures.Percentile(slow, 0.99));
        figures.AddRatio($"  {name}, p50, large / small", Figures.Percentile(slow, 0.5), Figures.Percentile(fast, 0.5));
        figures.AddRatio($"  {name}, p99, large / small", Figures.Percentile(slow, 0.99), Figures.Percentile(fast, 0.99), bar);
    }

    /// <summary>Inserts rows bypassing the service, however long it takes.</summary>
    public static async Task ExecuteAsync(NpgsqlDataSource owner, string sql, params object[] parameters)
    {
        await using var command = owner.CreateCommand(sql);
        command.CommandTimeout = 3600;
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<HttpClient> OfficeAsync(TestHost platform, string service, string district)
    {
        var office = SampleAccounts.Read(Path.Combine(platform.DataFolder, "accounts.json")).Holder(Cppcc.Office, district);
        var client = new HttpClient { BaseAddress = platform.Address(service), Timeout = TimeSpan.FromMinutes(5) };
        var token = await new SignInClient(platform.Address("identity")).TokenAsync(office);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <returns>Latencies in milliseconds. The order alternates, so that neither always follows a pause.</returns>
    async Task<(double[] Small, double[] Large)> AskAsync(string path, int requests)
    {
        var (fast, slow) = (new double[requests], new double[requests]);
        for (var i = 0; i < requests; i++)
        {
            if (i % 2 == 0) (fast[i], slow[i]) = (await AskAsync(small, path), await AskAsync(large, path));
            else (slow[i], fast[i]) = (await AskAsync(large, path), await AskAsync(small, path));
        }

        return (fast, slow);
    }

    static async Task<double> AskAsync(HttpClient client, string path)
    {
        var begun = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(path);
        var body = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    public void Dispose()
    {
        small.Dispose();
        large.Dispose();
    }
}
