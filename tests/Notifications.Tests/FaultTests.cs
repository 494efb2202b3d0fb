using Supervision.Contracts;

namespace Supervision.Notifications.Tests;

/// <summary>Alone: it takes copies of the service and the database down.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class FaultTests(Stack stack)
{
    const string Alone = "alone";

    [Fact]
    public async Task After_both_copies_were_killed_a_client_resumes_without_loss_or_double()
    {
        var district = Stack.NewDistrict();
        var author = await stack.PersonAsync(district, Cppcc.Member);
        var collated = Clues.Collated(author);
        var expected = new List<Guid>();
        var got = new List<Guid>();
        async Task PublishAsync(int count)
        {
            for (var i = 0; i < count; i++) expected.Add(await stack.PublishAsync(collated));
        }

        var stream = await stack.As(author).StreamAsync();
        await PublishAsync(50);
        for (var i = 0; i < 20; i++) got.Add((await stream.NotificationAsync()).Id);
        var position = stream.LastEventId;
        var more = PublishAsync(200);
        await stack.Host.KillAsync(Stack.CopyA, TestContext.Current.CancellationToken);
        await stack.Host.KillAsync(Stack.CopyB, TestContext.Current.CancellationToken);
        await more;
        await PublishAsync(10);
        stream.Dispose();

        await stack.Host.StartAgainAsync(Stack.CopyB, TestContext.Current.CancellationToken);
        stream = await stack.As(author, Stack.CopyB).StreamAsync(position);
        while (got.Count < expected.Count) got.Add((await stream.NotificationAsync(TimeSpan.FromSeconds(60))).Id);
        Assert.Equal(expected, got);
        stream.Dispose();
        Assert.Equal(expected.Count, await stack.As(author, Stack.CopyB).UnreadAsync());
        await stack.Host.StartAgainAsync(Stack.CopyA, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_open_stream_outlives_a_restart_of_the_database()
    {
        var district = Stack.NewDistrict();
        var author = await stack.PersonAsync(district, Cppcc.Member);
        using var stream = await stack.As(author).StreamAsync();
        await stream.NextAsync();
        await stack.Host.KillAsync("postgres", TestContext.Current.CancellationToken);
        await (await stack.As(author).GetAsync("/api/notifications")).IsAsync(System.Net.HttpStatusCode.ServiceUnavailable, "database.unavailable");
        var id = await stack.PublishAsync(Clues.Received(author));
        await stack.Host.StartAgainAsync("postgres", TestContext.Current.CancellationToken);
        stack.Owner.Clear(); // connections of the test itself, which broke
        Assert.Equal(id, (await stream.NotificationAsync(TimeSpan.FromSeconds(60))).Id);
    }
}
