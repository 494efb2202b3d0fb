using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Topics.PublicCalls;

/// <summary>A district's call on the public to propose topics (面向群众征题, R2).</summary>
internal sealed class PublicCall
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset Opens { get; init; }

    /// <summary>Moved earlier if the office ended it.</summary>
    public required DateTimeOffset Closes { get; set; }

    public required Guid OpenedBy { get; init; }

    public uint Version { get; init; }

    public bool IsOpen(DateTimeOffset now) => Opens <= now && now < Closes;
}

/// <summary>Receipt by which somebody without an account finds their proposal. Only its hash is kept.</summary>
internal static class ReceiptCode
{
    /// <summary>Without letters and digits that look alike.</summary>
    const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public const string Pattern = "^[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}$";

    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, 12).Chunk(4).Select(part => new string(part)));

    public static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.ASCII.GetBytes(code.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()));
}

internal sealed class PublicCallConfiguration : IEntityTypeConfiguration<PublicCall>
{
    public void Configure(EntityTypeBuilder<PublicCall> builder)
    {
        builder.ToTable("public_calls");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.District).HasMaxLength(6);
        builder.Property(c => c.Version).IsRowVersion();
        builder.HasIndex(c => new { c.District, c.Id });
    }
}

internal static class PublicCallSchema
{
    /// <summary>
    /// The public sees open calls, adds proposals to them, and reads the one row whose receipt it names; that proposal's outcome comes from
    /// <c>receipt_state</c>, which runs as the owner and discloses nothing else.
    /// </summary>
    public const string Declaration = """
        create or replace function app_receipt() returns bytea language sql stable parallel safe as
            $$ select decode(nullif(current_setting('app.receipt', true), ''), 'hex') $$;

        create policy platform on public_calls for select using (app_serves(district));
        create policy read_joint on public_calls for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_public on public_calls for select using (
            district = (select app_district()) and (select app_body()) = 'public' and opens <= now() and now() < closes);
        create policy open_call on public_calls for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('office') and opened_by = app_user());
        create policy end_call on public_calls for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office')))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('office'));

        create policy read_receipt on proposals for select using (
            (select app_body()) = 'public' and district = (select app_district()) and receipt_hash = (select app_receipt()));
        create policy submit_public on proposals for insert with check (
            app_body() = 'public' and district = app_district() and status = 'Submitted' and source = 'PublicCall' and topic_id is null
            and receipt_hash = app_receipt() and exists (select from public_calls c where c.id = call_id));

        create or replace function receipt_state(
            out reference text, out submitted_at timestamptz, out status text, out reason text, out merged_into text, out topic_status text)
            returns setof record language sql stable security definer set search_path = public, pg_temp as $$
            select p.reference, p.submitted_at, p.status, p.reason, m.reference, t.status
            from proposals p left join proposals m on m.id = p.merged_into_id left join topics t on t.id = coalesce(p.topic_id, m.topic_id)
            where p.district = app_district() and p.receipt_hash = app_receipt()
        $$;
        """;
}
