using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supervision.ClueTransfers.Data.Migrations
{
    /// <inheritdoc />
    public partial class ListOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_clues_district_receipt_due_id",
                table: "clues",
                columns: new[] { "district", "receipt_due", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clues_district_status_id",
                table: "clues",
                columns: new[] { "district", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clues_district_title_id",
                table: "clues",
                columns: new[] { "district", "title", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_clues_district_receipt_due_id",
                table: "clues");

            migrationBuilder.DropIndex(
                name: "ix_clues_district_status_id",
                table: "clues");

            migrationBuilder.DropIndex(
                name: "ix_clues_district_title_id",
                table: "clues");
        }
    }
}
