using CsCheck;
using Supervision.ServiceDefaults.Problems;
using Supervision.Topics.Activities;

namespace Supervision.Topics.Tests.Activities;

/// <summary>The places of an activity, for any requests in any order.</summary>
public sealed class SeatsTests
{
    enum Ask
    {
        Take,
        Release,
        Resize,
    }

    static readonly Gen<(int Places, (Ask Ask, int Which)[] Asks)> Days =
        Gen.Select(Gen.Int[0, 6], Gen.Select(Gen.Enum<Ask>(), Gen.Int[0, 12]).Array[1, 60]);

    [Fact]
    public void Never_more_than_there_are_and_nobody_overtakes_the_waiting() => Days.Sample(day =>
    {
        var seats = new ActivitySeats { ActivityId = Guid.NewGuid(), District = "330305" };
        seats.Resize(day.Places);
        var people = new SortedDictionary<int, RegistrationStatus>();
        foreach (var (ask, which) in day.Asks)
        {
            switch (ask)
            {
                case Ask.Take:
                    var (number, status) = seats.Take();
                    people.Add(number, status);
                    break;
                case Ask.Release when people.Count > 0:
                    var (leaving, held) = people.ElementAt(which % people.Count);
                    people.Remove(leaving);
                    MoveUp(people, seats.Release(held) ? 1 : 0);
                    break;
                case Ask.Resize:
                    MoveUp(people, seats.Resize(Math.Max(which, seats.Taken)));
                    break;
            }

            var (registered, waiting) = (Numbers(people, RegistrationStatus.Registered), Numbers(people, RegistrationStatus.Waiting));
            Assert.Equal((registered.Count, waiting.Count), (seats.Taken, seats.Waiting));
            Assert.True(registered.Count <= seats.Places);
            Assert.True(waiting.Count == 0 || (seats.Free == 0 && (registered.Count == 0 || registered.Max() < waiting.Min())));
        }
    });

    [Fact]
    public void The_waiting_list_ends_somewhere()
    {
        var seats = new ActivitySeats { ActivityId = Guid.NewGuid(), District = "330305" };
        for (var i = 0; i < ActivitySeats.MostWaiting; i++) Assert.Equal(RegistrationStatus.Waiting, seats.Take().Status);
        Assert.Equal("registration.full", Assert.Throws<RuleViolation>(() => seats.Take()).Code);
    }

    static void MoveUp(SortedDictionary<int, RegistrationStatus> people, int places)
    {
        foreach (var number in Numbers(people, RegistrationStatus.Waiting).Take(places)) people[number] = RegistrationStatus.Registered;
    }

    static List<int> Numbers(SortedDictionary<int, RegistrationStatus> people, RegistrationStatus status) =>
        [.. people.Where(person => person.Value == status).Select(person => person.Key)];
}
