using Supervision.Collaboration;
using Supervision.Documents;
using Supervision.Supervisors.Field;
using static Supervision.Documents.OfficialDocument;

namespace Supervision.Supervisors.Protection;

/// <summary>The notice that asks another department for its cooperation. It says that somebody will come, and nothing about the matter.</summary>
internal static class NoticeDocument
{
    const string Heading = "协作通知";

    public static byte[] Write(CooperationNotice notice, string district, DistrictNames districts)
    {
        var (issuer, day) = (districts.Discipline(district), FieldLabels.DayAt(notice.At));
        return OfficialDocument.Write(Heading, issuer, day,
        [
            Paragraph(OfficialStyles.Head, issuer),
            Paragraph(OfficialStyles.Number, notice.Number),
            Paragraph(OfficialStyles.Title, Heading),
            Paragraph(OfficialStyles.Text, $"{notice.Department}："),
            Paragraph(OfficialStyles.Text, "因工作需要，请予协作配合。具体事项由我委承办人持本通知当面联系。请明确专人对接，并注意保密。"),
            Paragraph(OfficialStyles.Signature, issuer),
            Paragraph(OfficialStyles.Signature, Day(day)),
        ]);
    }
}
