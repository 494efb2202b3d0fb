using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supervision.Assessment.Data.Migrations
{
    /// <inheritdoc />
    public partial class FormsByStatus : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_feedback_forms_district_status_drafted_at_id",
                table: "feedback_forms",
                columns: new[] { "district", "status", "drafted_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_feedback_forms_district_status_drafted_at_id",
                table: "feedback_forms");
        }
    }
}
