using Supervision.Contracts;

namespace Supervision.Notifications.Tests;

/// <summary>Runs alone, since it takes copies of the service and the database down.</summary>
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
    public async Task A_notice_for_very_many_goes_on_after_both_copies_were_killed_and_reaches_everybody_once()
    {
        const int many = 20_000;
        var district = Stack.NewDistrict();
        await using (var people = stack.Owner.CreateCommand($"insert into people (user_id, district, body, roles, active, version) select gen_random_uuid(), '{district}', 'discipline', '{{intake}}', true, 1 from generate_series(1, {many})"))
            await people.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var author = await stack.PersonAsync(district, Cppcc.Member);
        var id = await stack.PublishAsync(Clues.Transferred(author, author));
        await Until.TrueAsync(async () => await ToldAsync(id) > 600, "The rest of the portions did not begin.");
        await stack.Host.KillAsync(Stack.CopyA, TestContext.Current.CancellationToken);
        await stack.Host.KillAsync(Stack.CopyB, TestContext.Current.CancellationToken);
        Assert.InRange(await ToldAsync(id), 600, many - 1);
        await stack.Host.StartAgainAsync(Stack.CopyB, TestContext.Current.CancellationToken);
        await Until.TrueAsync(async () => await ToldAsync(id) == many, "Not everybody was notified.", TimeSpan.FromSeconds(60));
        await Until.TrueAsync(async () => await CountAsync("select count(*) from fan_outs where notification_id = $1", id) == 0, "The job stays.");
        Assert.Equal(many, await CountAsync("select count(distinct user_id) from notifications where id = $1", id));
        Assert.Equal(many, await CountAsync("select count(*) from notifications n join inbox_counters using (user_id) where n.id = $1 and last_position = 1", id));
        await stack.Host.StartAgainAsync(Stack.CopyA, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Mail_goes_out_once_by_the_log_and_by_message_id_though_a_copy_is_killed_while_two_are_sending()
    {
        const int mails = 300;
        var author = await stack.PersonAsync(Stack.NewDistrict(), Cppcc.Member, email: "killed@cppcc.example");
        var collated = Clues.Collated(author);
        for (var i = 0; i < mails; i++) await stack.PublishAsync(collated);
        await Until.TrueAsync(() => Task.FromResult(stack.Mail.To(author.Email!).Count() > 20), "No mail goes out.");
        await stack.Host.KillAsync(Stack.CopyA, TestContext.Current.CancellationToken);
        await Until.TrueAsync(
            async () => await CountAsync("select count(*) from deliveries where user_id = $1 and status = 1", author.Id) == mails, "Not every mail went out.", TimeSpan.FromSeconds(60));
        var sent = stack.Mail.To(author.Email!).Select(mail => mail.MessageId).ToList();
        Assert.Equal(mails, sent.Distinct().Count());
        Assert.InRange(sent.Count, mails, mails + 1); // the one the kill interrupted between the server's reply and its recording
        Assert.Equal(mails, await CountAsync("select count(*) from notifications where user_id = $1", author.Id));
        await stack.Host.StartAgainAsync(Stack.CopyA, TestContext.Current.CancellationToken);
    }

    Task<long> ToldAsync(Guid id) => CountAsync("select count(*) from notifications where id = $1 and body = 'discipline'", id);

    async Task<long> CountAsync(string sql, Guid id)
    {
        await using var command = stack.Owner.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        return (long)(await command.ExecuteScalarAsync())!;
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
        stack.Owner.Clear(); // the test's own broken connections
        Assert.Equal(id, (await stream.NotificationAsync(TimeSpan.FromSeconds(60))).Id);
    }
}
