using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;

namespace Supervision.Notifications.People;

/// <summary>Keeps the copy of people; a late event changes nothing.</summary>
internal sealed class PersonConsumer(NotificationsDb db) : IConsumer<UserChanged>
{
    public Task Consume(ConsumeContext<UserChanged> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        return db.Database.ExecuteSqlAsync($"""
            insert into people (user_id, district, body, roles, active, email, mobile, version)
            values ({e.UserId}, {e.District}, {e.Body}, {e.Roles.ToArray()}, {e.Active}, {e.Email}, {e.Mobile}, {e.Version})
            on conflict (user_id) do update
            set district = excluded.district, body = excluded.body, roles = excluded.roles, active = excluded.active,
                email = excluded.email, mobile = excluded.mobile, version = excluded.version
            where people.version < excluded.version
            """, ct);
    }
}
