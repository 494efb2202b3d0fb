using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Notifications.People;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.HasKey(p => p.UserId);
        // In the order in which a notice to very many people is written, portion by portion.
        builder.HasIndex(p => new { p.District, p.Body, p.UserId });
    }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams");
        builder.HasKey(t => t.TeamId);
        builder.HasIndex(t => t.TopicId);
    }
}

internal static class PeopleSecurity
{
    public const string Declaration = """
        create policy service on teams using ((select app_serves(district))) with check (app_serves(district));
        """;
}
