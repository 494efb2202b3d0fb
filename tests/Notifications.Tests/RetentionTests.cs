using Supervision.Contracts;

namespace Supervision.Notifications.Tests;

public sealed class RetentionTests(Stack stack)
{
    [Fact]
    public async Task What_was_read_more_than_a_year_ago_is_cleared_by_any_number_of_copies_and_nothing_else()
    {
        var author = await stack.PersonAsync(Stack.NewDistrict(), Cppcc.Member);
        var ids = await stack.FillAsync(author, 4);
        using var stream = await stack.As(author).StreamAsync("1");
        await using (var age = stack.Owner.CreateCommand("""
            update notifications set at = now() - interval '3 years',
                read_at = now() - case position when 1 then interval '366 days' when 2 then interval '364 days' when 3 then interval '2 years' end
            where user_id = $1
            """))
        {
            age.Parameters.AddWithValue(author.Id);
            await age.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await Until.TrueAsync(async () => (await stack.As(author).InboxAsync()).Items.Count == 2, "Old notifications stay.");
        Assert.Equal([ids[3], ids[1]], (await stack.As(author).InboxAsync()).Items.Select(n => n.Id));
        var next = (await stack.FillAsync(author, 1))[0];
        using var resumed = await stack.As(author).StreamAsync("3"); // a deleted position is still valid
        Assert.Equal(ids[3], (await resumed.NotificationAsync()).Id);
        Assert.Equal(next, (await resumed.NotificationAsync()).Id);
    }
}
