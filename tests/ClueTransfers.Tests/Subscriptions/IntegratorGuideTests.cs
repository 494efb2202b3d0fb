using System.Diagnostics;
using System.Text.Json;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests.Subscriptions;

/// <summary>The integrators' guide works: its subscriber, in Node.js, against the platform through the gateway.</summary>
public sealed class IntegratorGuideTests(CluesPlatform platform)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_guides_code_is_the_sample() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Documents.Sample, "subscriber.mjs")), Documents.CodeBlock("js", "amqplib"));

    [Fact]
    public async Task The_guides_subscriber_hears_of_a_clue_fetches_it_and_acknowledges()
    {
        var accounts = SampleAccounts.Read(platform.AccountsFile);
        using var api = new ServiceApi(platform.Gateway, new SignInClient(platform.Gateway));
        var admin = accounts.Holder(Discipline.Admin);
        var registered = (await api.PostAsync(admin, "/api/clues/subscriptions", new { name = "案件管理系统", eventTypes = (string[])["clue.transferred.v1"] })).Ok().Json;
        var id = registered.GetProperty("subscriber").GetProperty("id").GetGuid();
        await Eventually.TrueAsync(async () => (await api.GetAsync(admin, $"/api/clues/subscriptions/{id}"))["status"] == "active", "the subscriber is active");
        var before = await new Matters(api, accounts, SampleAccounts.Dongtou).TransferredAsync();

        await RunAsync("npm", "ci --no-audit --no-fund", Documents.Sample);
        using var subscriber = Start(registered.GetProperty("access"), accounts.System(Bodies.Discipline), platform.Gateway);
        try
        {
            await ExpectAsync(subscriber, "clue.transferred.v1", before);
            var after = await new Matters(api, accounts, SampleAccounts.Dongtou).TransferredAsync();
            await ExpectAsync(subscriber, "clue.transferred.v1", after);
            await Eventually.TrueAsync(async () => (await api.GetAsync(admin, $"/api/clues/subscriptions/{id}"))["messages"] == "0", "everything is acknowledged");
        }
        finally
        {
            subscriber.Kill(entireProcessTree: true);
            await subscriber.WaitForExitAsync(Cancellation);
        }

        var log = (await api.GetAsync(accounts.Holder(Discipline.Leader), $"/api/clues/{before}/access-log")).Ok();
        Assert.Contains(accounts.System(Bodies.Discipline).Id, log.Text, StringComparison.Ordinal);
    }

    static async Task ExpectAsync(Process subscriber, string type, Guid clue)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        var line = await subscriber.StandardOutput.ReadLineAsync(deadline.Token);
        Assert.False(line is null, "The subscriber ended.");
        var told = JsonDocument.Parse(line!).RootElement;
        Assert.Equal((type, clue), (told.GetProperty("type").GetString(), told.GetProperty("clue").GetGuid()));
        Assert.Equal("沿街商铺审批多头往返", told.GetProperty("title").GetString());
    }

    static Process Start(JsonElement access, SampleClient client, Uri gateway)
    {
        string Of(string field) => access.GetProperty(field).GetString()!;
        var address = new UriBuilder(Of("address")) { UserName = Of("user"), Password = Of("password") }.Uri.AbsoluteUri.TrimEnd('/');
        var start = new ProcessStartInfo("node", "subscriber.mjs") { WorkingDirectory = Documents.Sample, RedirectStandardOutput = true };
        start.Environment["PLATFORM"] = gateway.GetLeftPart(UriPartial.Authority);
        start.Environment["CLIENT_ID"] = client.Id;
        start.Environment["CLIENT_SECRET"] = client.Secret;
        start.Environment["BROKER"] = $"{address}/{Uri.EscapeDataString(Of("virtualHost"))}";
        start.Environment["QUEUE"] = Of("queue");
        return Process.Start(start)!;
    }

    static async Task RunAsync(string program, string arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, $"{program} {arguments}: {string.Concat(said)}");
    }
}
