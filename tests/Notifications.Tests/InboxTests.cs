using System.Net;
using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Tests;

public sealed class InboxTests(Stack stack)
{
    readonly string _district = Stack.NewDistrict();

    [Fact]
    public async Task An_event_delivered_ten_times_is_told_once()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var event1 = await stack.PublishAsync(Clues.Collated(author), times: 10);
        var event2 = await stack.PublishAsync(Clues.Received(author));
        await stack.PublishAsync(Clues.Collated(author), event1, times: 3);
        var event3 = await stack.PublishAsync(Clues.Closed(author));
        await stack.As(author).ToldAsync(event3);
        var inbox = await stack.As(author).InboxAsync();
        Assert.Equal([event3, event2, event1], inbox.Items.Select(n => n.Id));
        Assert.Equal(3, await stack.As(author).UnreadAsync());
    }

    [Fact]
    public async Task Holders_of_a_role_and_the_persons_named_are_told_and_nobody_else()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var office = await stack.PersonAsync(_district, Cppcc.Office);
        var secretary = await stack.PersonAsync(_district, Cppcc.Secretary);
        var chair = await stack.PersonAsync(_district, Cppcc.Chair);
        var intake = await stack.PersonAsync(_district, Discipline.Intake);
        Person[] others =
        [
            await stack.PersonAsync(_district, Cppcc.Member), await stack.PersonAsync(_district, Discipline.Handler),
            await stack.PersonAsync(_district, Discipline.Leader), await stack.PersonAsync(_district, Others.Contact),
            await stack.PersonAsync(_district, Discipline.Intake, active: false), await stack.PersonAsync(Stack.NewDistrict(), Discipline.Intake),
        ];
        var transferred = Clues.Transferred(author, by: office);
        var id = await stack.PublishAsync(transferred);

        var awaiting = await stack.As(intake).ToldAsync(id);
        Assert.Equal(("clue.awaiting_receipt", "线索待签收", Urgency.Action, $"/clues/{transferred.ClueId}"),
            (awaiting.Kind, awaiting.Title, awaiting.Urgency, awaiting.Link));
        foreach (var told in (Person[])[author, secretary, chair])
            Assert.Equal("clue.transferred", (await stack.As(told).ToldAsync(id)).Kind);
        Assert.Empty((await stack.As(office).InboxAsync()).Items); // did it
        foreach (var other in others) Assert.Empty((await stack.As(other).InboxAsync()).Items);
    }

    [Fact]
    public async Task What_stays_with_the_commission_reaches_its_leaders_only()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var office = await stack.PersonAsync(_district, Cppcc.Office);
        var handler = await stack.PersonAsync(_district, Discipline.Handler);
        var leader = await stack.PersonAsync(_district, Discipline.Leader);
        var proposed = await stack.PublishAsync(Clues.Proposed(handler));
        await stack.As(leader).ToldAsync(proposed);
        var accepted = await stack.PublishAsync(Clues.Accepted(author, handler, by: leader));
        Assert.Equal("clue.assigned", (await stack.As(handler).ToldAsync(accepted)).Kind);
        Assert.Equal("clue.accepted", (await stack.As(author).ToldAsync(accepted)).Kind);
        Assert.Equal([accepted], (await stack.As(author).InboxAsync()).Items.Select(n => n.Id));
        Assert.Equal([accepted], (await stack.As(office).InboxAsync()).Items.Select(n => n.Id));
        Assert.Equal([accepted], (await stack.As(handler).InboxAsync()).Items.Select(n => n.Id));
    }

    [Fact]
    public async Task Somebody_whose_copy_has_not_come_yet_is_told_but_nobody_of_another_body()
    {
        var unknown = new Person(Guid.CreateVersion7(), _district, Cppcc.Member);
        var wrongBody = await stack.PersonAsync(_district, Discipline.Handler);
        await stack.PublishAsync(Clues.Collated(wrongBody));
        var id = await stack.PublishAsync(Clues.Collated(unknown));
        await stack.As(unknown).ToldAsync(id);
        Assert.Empty((await stack.As(wrongBody).InboxAsync()).Items);
    }

    [Fact]
    public async Task The_copy_of_a_person_never_goes_back()
    {
        var office = await stack.PersonAsync(_district, Cppcc.Office);
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        await stack.PublishAsync(office.Changed(version: 3, active: false));
        await stack.PublishAsync(office.Changed(version: 2));
        await stack.PublishAsync(Clues.Received(author));
        var last = await stack.PublishAsync(Clues.Closed(author));
        await stack.As(author).ToldAsync(last);
        Assert.Empty((await stack.As(office).InboxAsync()).Items);
    }

    [Fact]
    public async Task Who_changes_sides_does_not_take_the_inbox_along()
    {
        var member = await stack.PersonAsync(_district, Cppcc.Member);
        await stack.As(member).ToldAsync(await stack.PublishAsync(Clues.Collated(member)));
        Assert.Empty((await stack.As(member with { Role = Discipline.Handler }).InboxAsync()).Items);
        Assert.Empty((await stack.As(member with { District = Stack.NewDistrict() }).InboxAsync()).Items);
        Assert.Single((await stack.As(member).InboxAsync()).Items);
    }

    [Fact]
    public async Task The_same_notification_reads_in_the_language_asked_for()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var id = await stack.PublishAsync(Clues.Received(author));
        var chinese = await stack.As(author).ToldAsync(id);
        Assert.Equal(("线索已签收", "纪委监委已签收问题线索 2026-0017（〔2026〕12号）。"), (chinese.Title, chinese.Text));
        var english = await stack.As(author, language: "en-GB,en;q=0.9").ToldAsync(id);
        Assert.Equal(("Clue received", "The commission signed for clue 2026-0017 (letter 〔2026〕12号)."), (english.Title, english.Text));
        Assert.Equal(chinese.Title, (await stack.As(author, language: "fr").ToldAsync(id)).Title);
    }

    [Fact]
    public async Task An_empty_inbox_is_an_empty_page()
    {
        var nobody = new Person(Guid.CreateVersion7(), _district, Cppcc.Member);
        var page = await stack.As(nobody).InboxAsync();
        Assert.Empty(page.Items);
        Assert.Null(page.Next);
        Assert.Equal(0, await stack.As(nobody).UnreadAsync());
    }

    [Fact]
    public async Task Pages_follow_each_other_newest_first_and_unread_can_be_asked_for_alone()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var ids = await stack.FillAsync(author, 25);
        var api = stack.As(author);
        var seen = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await api.InboxAsync($"?limit=10&cursor={cursor}");
            Assert.InRange(page.Items.Count, 5, 10);
            seen.AddRange(page.Items.Select(n => n.Id));
            cursor = page.Next;
        }

        Assert.Equal(ids.Reverse(), seen);
        await (await api.PostAsync($"/api/notifications/{ids[3]}/read")).IsAsync(HttpStatusCode.NoContent);
        var unread = await api.InboxAsync("?unread=true&limit=100");
        Assert.Equal(24, unread.Items.Count);
        Assert.DoesNotContain(ids[3], unread.Items.Select(n => n.Id));
        Assert.NotNull((await api.InboxAsync("?limit=100")).Items.Single(n => n.Id == ids[3]).ReadAt);
    }

    [Fact]
    public async Task Marking_read_is_idempotent_and_keeps_the_first_instant()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var id = (await stack.FillAsync(author, 1))[0];
        var api = stack.As(author);
        await (await api.PostAsync($"/api/notifications/{id}/read")).IsAsync(HttpStatusCode.NoContent);
        var first = (await api.InboxAsync()).Items.Single().ReadAt;
        await (await api.PostAsync($"/api/notifications/{id}/read")).IsAsync(HttpStatusCode.NoContent);
        Assert.Equal(first, (await api.InboxAsync()).Items.Single().ReadAt);
        Assert.Equal(0, await api.UnreadAsync());
    }

    [Fact]
    public async Task Everything_up_to_one_is_marked_and_nothing_that_came_after()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var ids = await stack.FillAsync(author, 5);
        var api = stack.As(author);
        for (var twice = 0; twice < 2; twice++)
        {
            await (await api.PostAsync("/api/notifications/read", new { upTo = ids[2] })).IsAsync(HttpStatusCode.NoContent);
            Assert.Equal([ids[4], ids[3]], (await api.InboxAsync("?unread=true")).Items.Select(n => n.Id));
            Assert.Equal(2, await api.UnreadAsync());
        }
    }

    [Fact]
    public async Task The_unread_count_is_right_while_many_write_and_mark_at_once()
    {
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        var ids = await stack.FillAsync(author, 40);
        var writing = Task.WhenAll(Enumerable.Range(0, 40).Select(_ => stack.PublishAsync(Clues.Received(author))));
        var marking = Parallel.ForEachAsync(ids.Take(30).Concat(ids.Take(30)), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, _) =>
            await (await stack.As(author, id.GetHashCode() % 2 == 0 ? Stack.CopyA : Stack.CopyB).PostAsync($"/api/notifications/{id}/read"))
                .IsAsync(HttpStatusCode.NoContent));
        await Task.WhenAll(writing, marking);
        await Until.TrueAsync(async () => (await stack.As(author).InboxAsync("?limit=100")).Items.Count == 80, "Not all arrived.");
        Assert.Equal(50, await stack.As(author).UnreadAsync());
        Assert.Equal(50, (await stack.As(author).InboxAsync("?limit=100&unread=true")).Items.Count);
    }

    [Fact]
    public async Task An_event_that_concerns_many_reaches_everybody()
    {
        const int Many = 20_000;
        var author = await stack.PersonAsync(_district, Cppcc.Member);
        await using (var people = stack.Owner.CreateCommand(
            "insert into people (user_id, district, body, roles, active, version) select gen_random_uuid(), $1, 'discipline', '{intake}', true, 1 from generate_series(1, $2)"))
        {
            people.Parameters.AddWithValue(_district);
            people.Parameters.AddWithValue(Many);
            await people.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var id = await stack.PublishAsync(Clues.Transferred(author, by: author));
        await using var count = stack.Owner.CreateCommand("select count(*) from notifications where id = $1");
        count.Parameters.AddWithValue(id);
        await Until.TrueAsync(
            async () => await count.ExecuteScalarAsync(TestContext.Current.CancellationToken) is long told && told == Many, "Not everybody was notified.", TimeSpan.FromSeconds(60));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Many} inboxes, from publishing to committed: {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
    }
}
