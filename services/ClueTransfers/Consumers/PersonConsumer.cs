using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.People;
using Supervision.Contracts;
using Supervision.Messaging;

namespace Supervision.ClueTransfers.Consumers;

/// <summary>Keeps the copy of people, who approve, handle and are named in histories.</summary>
internal sealed class PersonConsumer(CluesDb db) : IEventConsumer<UserChanged>
{
    public async Task ConsumeAsync(UserChanged @event, EventContext context, CancellationToken ct)
    {
        var person = await db.People.FindAsync([@event.UserId], ct);
        if (person is null)
        {
            db.Add(new Person
            {
                UserId = @event.UserId,
                District = @event.District,
                Body = @event.Body,
                Name = @event.Name,
                Roles = [.. @event.Roles],
                Active = @event.Active,
                Version = @event.Version,
            });
            return;
        }

        if (@event.Version <= person.Version) return;
        (person.District, person.Body, person.Name) = (@event.District, @event.Body, @event.Name);
        (person.Roles, person.Active, person.Version) = ([.. @event.Roles], @event.Active, @event.Version);
    }
}
