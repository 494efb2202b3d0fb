using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Assessment.Forms;

namespace Supervision.Assessment.Replies;

internal sealed class ItemReplyConfiguration : IEntityTypeConfiguration<ItemReply>
{
    public void Configure(EntityTypeBuilder<ItemReply> builder)
    {
        builder.ToTable("item_replies");
        builder.Property(r => r.Unit).HasMaxLength(40);
        builder.Ignore(r => r.IsDraft);
        builder.HasIndex(r => new { r.ItemId, r.Round }).IsUnique();
        builder.HasIndex(r => r.FormId);
        builder.HasOne<FormItem>().WithMany().HasForeignKey(r => r.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class JudgementConfiguration : IEntityTypeConfiguration<Judgement>
{
    public void Configure(EntityTypeBuilder<Judgement> builder)
    {
        builder.ToTable("judgements");
        builder.Property(j => j.Unit).HasMaxLength(40);
        builder.HasIndex(j => new { j.ReplyId, j.At });
        builder.HasIndex(j => j.ItemId);
        builder.HasOne<ItemReply>().WithMany().HasForeignKey(j => j.ReplyId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>
/// Row-level security of answers and judgements. Only the unit sees a draft; only the bodies see their judgements of an answer until both agree.
/// </summary>
internal static class ReplySecurity
{
    public const string Declaration = """
        create policy platform on item_replies for select using (app_serves(district) and sent_at is not null);
        create policy read_bodies on item_replies for select using (
            district = (select app_district()) and ((select app_is_joint()) or (select app_is_concerned())) and sent_at is not null);
        create policy read_unit on item_replies for select using (
            district = (select app_district()) and (select app_speaks()) and unit = (select app_unit()));
        create policy draft on item_replies for insert with check (
            district = app_district() and app_speaks() and unit = app_unit() and sent_at is null and accepted is null
            and exists (select from form_items i where i.id = item_id and i.unit = app_unit()));
        create policy write on item_replies for update
            using (district = (select app_district()) and (select app_speaks()) and unit = (select app_unit()) and sent_at is null)
            with check (district = app_district() and app_speaks() and unit = app_unit() and accepted is null and (sent_at is null or sent_by = app_user()));
        create policy settle on item_replies for update
            using (district = (select app_district()) and (select app_judges()) and sent_at is not null and accepted is null)
            with check (district = app_district() and app_judges() and sent_at is not null and accepted is not null);

        create policy platform on judgements for select using (app_serves(district));
        create policy read_joint on judgements for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_settled on judgements for select using (
            district = (select app_district()) and ((select app_is_concerned()) or ((select app_speaks()) and unit = (select app_unit())))
            and exists (select from item_replies r where r.id = reply_id and r.settled_at is not null));
        create policy say on judgements for insert with check (
            district = app_district() and app_judges() and body = app_body() and by = app_user()
            and exists (select from item_replies r where r.id = reply_id and r.sent_at is not null));

        create policy read_reply on files for select using (
            district = (select app_district()) and owner_kind = 'reply' and exists (select from item_replies r where r.id = owner_id));
        create policy add_reply on files for insert with check (
            district = app_district() and by = app_user() and owner_kind = 'reply' and app_speaks()
            and exists (select from item_replies r where r.id = owner_id and r.unit = app_unit() and r.sent_at is null));
        create policy remove_reply on files for delete using (
            district = (select app_district()) and owner_kind = 'reply' and (select app_speaks())
            and exists (select from item_replies r where r.id = owner_id and r.unit = (select app_unit()) and r.sent_at is null));
        """;
}
