using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Implementation;

internal sealed class ImplementationPlanConfiguration : IEntityTypeConfiguration<ImplementationPlan>
{
    public void Configure(EntityTypeBuilder<ImplementationPlan> builder)
    {
        builder.ToTable("implementation_plans");
        builder.HasKey(p => p.TopicId);
        builder.Property(p => p.Content).IsJson();
        builder.Property(p => p.Decisions).IsJson();
        builder.Property(p => p.ContentHash).HasMaxLength(64);
        builder.HasOne<Topic>().WithMany().HasForeignKey(p => p.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlanTemplateConfiguration : IEntityTypeConfiguration<PlanTemplate>
{
    public void Configure(EntityTypeBuilder<PlanTemplate> builder)
    {
        builder.ToTable("plan_templates");
        builder.HasKey(t => new { t.District, t.TopicClass });
        builder.Property(t => t.TopicClass).HasMaxLength(40);
        builder.Property(t => t.Content).IsJson();
    }
}
