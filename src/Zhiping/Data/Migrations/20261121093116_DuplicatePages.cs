using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhiping.Data.Migrations
{
    /// <inheritdoc />
    public partial class DuplicatePages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "cut",
                table: "pages",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "print",
                table: "pages",
                type: "bytea",
                maxLength: 2560,
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "key",
                table: "page_renditions",
                type: "character varying(240)",
                maxLength: 240,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(160)",
                oldMaxLength: 160);

            migrationBuilder.AddColumn<byte[]>(
                name: "print",
                table: "page_renditions",
                type: "bytea",
                maxLength: 2560,
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_pages_cut",
                table: "pages",
                sql: "cut is null or cut ~ '^(straight|[01]\\.\\d{4}(,[01]\\.\\d{4}){7})$'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_pages_cut",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "cut",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "print",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "print",
                table: "page_renditions");

            migrationBuilder.AlterColumn<string>(
                name: "key",
                table: "page_renditions",
                type: "character varying(160)",
                maxLength: 160,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(240)",
                oldMaxLength: 240);
        }
    }
}
