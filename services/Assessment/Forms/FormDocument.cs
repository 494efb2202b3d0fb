using System.Globalization;
using DocumentFormat.OpenXml;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Documents;
using static Supervision.Documents.OfficialDocument;

namespace Supervision.Assessment.Forms;

/// <summary>A feedback form as a Word document, in the official layout, issued by both bodies, the conference first.</summary>
internal static class FormDocument
{
    /// <param name="today">In the district's zone; the date of a form that is not issued.</param>
    /// <param name="proof">Whether to name who agreed for each body; not for the unit.</param>
    public static byte[] Write(FeedbackForm form, DistrictNames districts, DateOnly today, bool proof)
    {
        var day = form.IssuedAt is { } issued ? DistrictTime.DayAt(issued) : today;
        string[] issuers = [districts.Cppcc(form.District), districts.Discipline(form.District)];
        return OfficialDocument.Write(
            form.Content.Title, string.Join('、', issuers), day,
            [.. Head(form, issuers), .. Items(form), .. Signature(issuers, day), .. proof ? Proof(form, districts) : []]);
    }

    static IEnumerable<OpenXmlElement> Head(FeedbackForm form, string[] issuers)
    {
        foreach (var issuer in issuers) yield return Paragraph(OfficialStyles.Head, issuer);
        yield return Paragraph(OfficialStyles.Number, form.Number ?? string.Create(CultureInfo.InvariantCulture, $"（草稿{form.Reference}，第{form.Latest}稿）"));
        yield return Paragraph(OfficialStyles.Title, form.Content.Title);
        yield return Paragraph(OfficialStyles.Text, $"{form.Content.UnitName}：");
        yield return Paragraph(
            OfficialStyles.Text, "经会商研究，现将下列需整改事项反馈你单位，请自签收之日起二十日内逐项书面反馈整改措施和成效，并附佐证材料。");
    }

    static IEnumerable<OpenXmlElement> Items(FeedbackForm form)
    {
        for (var i = 0; i < form.Content.Items.Count; i++)
        {
            var item = form.Content.Items[i];
            yield return Paragraph(OfficialStyles.Heading, string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {item.Heading}（{FormLabels.Of(item.Severity)}）"));
            yield return Item("存在问题", item.Problem);
            yield return Item("整改要求", item.Requirement);
        }
    }

    static IEnumerable<OpenXmlElement> Signature(string[] issuers, DateOnly day) =>
    [
        .. issuers.Select(issuer => Paragraph(OfficialStyles.Signature, issuer)),
        Paragraph(OfficialStyles.SignatureDate, Day(day)),
    ];

    /// <summary>On a separate page: who agreed for each body, and the hash that verifies the content.</summary>
    static IEnumerable<OpenXmlElement> Proof(FeedbackForm form, DistrictNames districts)
    {
        yield return Paragraph(OfficialStyles.ProofTitle, "双方会商与内容校验");
        var agreed = form.Decisions.Where(d => d.Round == form.Latest && d.Kind is BodyDecisionKind.Concurred).ToList();
        if (agreed.Count > 0)
        {
            yield return Table(["会商单位", "签署人", "签署时间"], [4, 3, 4], agreed.Select(d => (string[])
                [d.Body == Bodies.Cppcc ? districts.Cppcc(form.District) : districts.Discipline(form.District), d.ByName, Instant(DistrictTime.Local(d.At))]));
        }

        yield return Paragraph(OfficialStyles.TableNote, "内容校验值（SHA-256）");
        yield return Table(["内容", "校验值"], [3, 8], [["反馈单全文", form.ContentHash]]);
    }
}
