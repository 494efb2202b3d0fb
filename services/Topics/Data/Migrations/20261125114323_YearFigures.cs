using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Topics.Plans;

#nullable disable

namespace Supervision.Topics.Data.Migrations
{
    /// <inheritdoc />
    public partial class YearFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_topics_district_year_status",
                table: "topics");

            migrationBuilder.CreateIndex(
                name: "ix_topics_district_status_id",
                table: "topics",
                columns: new[] { "district", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_topics_district_status_since_id",
                table: "topics",
                columns: new[] { "district", "status_since", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_topics_district_title_id",
                table: "topics",
                columns: new[] { "district", "title", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_topics_district_year_status_field_class",
                table: "topics",
                columns: new[] { "district", "year", "status", "field", "class" })
                .Annotation("Npgsql:IndexInclude", new[] { "selected_at" });

            migrationBuilder.CreateIndex(
                name: "ix_proposals_district_status_id",
                table: "proposals",
                columns: new[] { "district", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_proposals_district_title_id",
                table: "proposals",
                columns: new[] { "district", "title", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_duty_items_district_due_on",
                table: "duty_items",
                columns: new[] { "district", "due_on" })
                .Annotation("Npgsql:IndexInclude", new[] { "status", "due", "finished_at" });

            migrationBuilder.CountYears();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CountYearsNoMore();

            migrationBuilder.DropIndex(
                name: "ix_topics_district_status_id",
                table: "topics");

            migrationBuilder.DropIndex(
                name: "ix_topics_district_status_since_id",
                table: "topics");

            migrationBuilder.DropIndex(
                name: "ix_topics_district_title_id",
                table: "topics");

            migrationBuilder.DropIndex(
                name: "ix_topics_district_year_status_field_class",
                table: "topics");

            migrationBuilder.DropIndex(
                name: "ix_proposals_district_status_id",
                table: "proposals");

            migrationBuilder.DropIndex(
                name: "ix_proposals_district_title_id",
                table: "proposals");

            migrationBuilder.DropIndex(
                name: "ix_duty_items_district_due_on",
                table: "duty_items");

            migrationBuilder.CreateIndex(
                name: "ix_topics_district_year_status",
                table: "topics",
                columns: new[] { "district", "year", "status" });
        }
    }
}
