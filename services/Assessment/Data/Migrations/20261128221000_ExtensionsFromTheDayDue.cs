using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supervision.Assessment.Data.Migrations
{
    /// <summary>
    /// Extensions now count from the day that was due. Open deadlines extended before are recounted from the end of their 20 days, since the day due
    /// at the time of the grant was not kept.
    /// </summary>
    [DbContext(typeof(AssessmentDb))]
    [Migration("20261128221000_ExtensionsFromTheDayDue")]
    public class ExtensionsFromTheDayDue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "extensions", table: "reply_deadlines", type: "jsonb", nullable: false, defaultValueSql: "'[]'");
            migrationBuilder.Sql("""
                update reply_deadlines set extensions = jsonb_build_array(jsonb_build_object('amount', extension, 'from', '0001-01-01')), clock_version = -1
                where extension > 0 and open;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "extensions", table: "reply_deadlines");
    }
}
