using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhiping.Data.Migrations
{
    /// <inheritdoc />
    public partial class PlacesAndCaps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "cap_line",
                table: "candidate_results",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "cap_seats",
                table: "candidate_results",
                type: "integer",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "cap_words_zh",
                table: "ballot_rounds",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(300)",
                oldMaxLength: 300);

            migrationBuilder.AlterColumn<string>(
                name: "cap_words_en",
                table: "ballot_rounds",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(300)",
                oldMaxLength: 300);

            migrationBuilder.AddColumn<string>(
                name: "county",
                table: "applications",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tier",
                table: "applications",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "unit_kind",
                table: "applications",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.Sql("update applications a set unit_kind = b.unit_kind, tier = b.tier, county = b.county from bodies b where b.id = a.unit_id;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "cap_line",
                table: "candidate_results");

            migrationBuilder.DropColumn(
                name: "cap_seats",
                table: "candidate_results");

            migrationBuilder.DropColumn(
                name: "county",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "tier",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "unit_kind",
                table: "applications");

            migrationBuilder.AlterColumn<string>(
                name: "cap_words_zh",
                table: "ballot_rounds",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(4000)",
                oldMaxLength: 4000);

            migrationBuilder.AlterColumn<string>(
                name: "cap_words_en",
                table: "ballot_rounds",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(4000)",
                oldMaxLength: 4000);
        }
    }
}
