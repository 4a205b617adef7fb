package dev.sweepbook.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagePartName;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;

/** Parts of a sheet that are written here and not by POI. */
final class OwnPart {
    private OwnPart() {}

    /**
     * Adds a part to a sheet and gives the id the sheet knows it by; the first number that is free takes the place of the
     * hash in its name.
     */
    static String add(XSSFSheet sheet, String name, XSSFRelation kind, String xml) throws IOException {
        return add(sheet.getPackagePart(), name, kind, null, xml);
    }

    /** Adds a part to another under an id, null for the next free one, and gives the id. */
    static String add(PackagePart to, String name, XSSFRelation kind, @Nullable String id, String xml)
            throws IOException {
        try {
            OPCPackage whole = to.getPackage();
            PackagePartName partName = free(whole, name);
            PackagePart part = whole.createPart(partName, kind.getContentType());
            try (OutputStream out = part.getOutputStream()) {
                out.write(xml.getBytes(StandardCharsets.UTF_8));
            }
            return to.addRelationship(partName, TargetMode.INTERNAL, kind.getRelation(), id)
                    .getId();
        } catch (InvalidFormatException e) {
            throw new IOException("cannot name the part " + name, e);
        }
    }

    private static PackagePartName free(OPCPackage whole, String name) throws InvalidFormatException {
        for (int number = 1; ; number++) {
            PackagePartName free = PackagingURIHelper.createPartName(name.replace("#", Integer.toString(number)));
            if (!whole.containPart(free)) {
                return free;
            }
        }
    }
}
